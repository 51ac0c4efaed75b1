/** What a lens keeps of the record: the cut of the stream, and the reports that count, as they then read. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { Logged } from '../../events/event.js';
import type { ReportId } from '../../events/ids.js';
import { comparable } from '../../events/text.js';
import { ATTRIBUTIONS, RELIABILITIES, type Reliability } from '../../events/vocabulary.js';
import type { ReportIndex } from './report-index.js';
import { reportIndexOf } from './index-cache.js';
import type { Entry } from '../record/entries.js';
import { lensTime, type Lens } from '../record/lens.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { Registry } from '../record/registry.js';
import type { PublishedAsOf, ReportGroup } from './report-group.js';

/** The log of one negotiation, and of the desk's source grades, in the order of recording. */
export interface Log {
  readonly negotiation: readonly Logged[];
  readonly sources: readonly Logged[];
}

export interface Selection {
  readonly registry: Registry;
  readonly lens: Lens;
  readonly at: Instant;
  readonly revision: number;
  readonly position: bigint;
  readonly entries: readonly Entry[];
  /** What it is chosen from. */
  readonly reportIndex: ReportIndex;
  /** All that had been published, by report id. */
  readonly published: PublishedById;
  /** Those of them that count. */
  readonly kept: readonly PublishedReport[];
}

/** The log as this desk had it under `recordedBy` and `revision`. */
function cutLog(log: Log, lens: Lens): Log & { readonly revisionAt: Instant | undefined } {
  if (lens.recordedBy === undefined && lens.revision === undefined) return { ...log, revisionAt: undefined };
  const by = lens.recordedBy === undefined ? Infinity : latestInstant(lens.recordedBy);
  const upTo = lens.revision ?? Infinity;
  // The event of that revision, or where it cannot be read the one before it.
  const last = lens.revision === undefined ? undefined : log.negotiation.findLast((l) => l.revision <= upTo);
  return {
    negotiation: log.negotiation.filter((l) => l.recordedAt <= by && l.revision <= upTo),
    sources: log.sources.filter((l) => l.recordedAt <= by && (!last || l.position < last.position)),
    revisionAt: last?.recordedAt,
  };
}

/** Published reports by their ids. */
export interface PublishedById {
  get(id: ReportId): PublishedReport | undefined;
  has(id: ReportId): boolean;
  keys(): Iterable<ReportId>;
  values(): Iterable<PublishedReport>;
}

/** All reports that had been published by an instant, as they then read. */
export class PublishedReports implements PublishedById, PublishedAsOf {
  readonly #then = new Map<ReportGroup, readonly PublishedReport[]>();

  constructor(
    private readonly reportIndex: ReportIndex,
    readonly asOf: Instant,
  ) {}

  get(id: ReportId): PublishedReport | undefined {
    const group = this.reportIndex.groupOf(id);
    return group && this.of(group).find(({ report }) => report.reportId === id);
  }

  has(id: ReportId): boolean {
    return this.get(id) !== undefined;
  }

  /** In the order of recording. */
  values(): PublishedReport[] {
    return this.reportIndex.reportIds().flatMap((id) => this.get(id) ?? []);
  }

  keys(): ReportId[] {
    return this.values().map(({ report }) => report.reportId);
  }

  of(group: ReportGroup): readonly PublishedReport[] {
    if (this.asOf >= group.settledAt) return group.published;
    const then = this.#then.get(group) ?? group.publishedAsOf(this.asOf);
    this.#then.set(group, then);
    return then;
  }
}

const gradeRank = (grade: Reliability | undefined): number => RELIABILITIES.indexOf(grade ?? 'F');

export function reportFilterOf(lens: Lens): (p: PublishedReport) => boolean {
  const names = (list: readonly string[] | undefined) => new Set((list ?? []).map(comparable));
  const [sources, origins, parties] = [names(lens.withoutSource), names(lens.withoutOrigin), names(lens.withoutParty)];
  const happenedBy = lens.happenedBy === undefined ? Infinity : latestInstant(lens.happenedBy);
  const weakest = ATTRIBUTIONS.indexOf(lens.onlyAttribution ?? 'unattributed');
  const { minReliability, minCredibility } = lens;
  return ({ report, origin, reliability, happenedAt }) =>
    happenedAt <= happenedBy &&
    !(sources.size && sources.has(comparable(report.source.publisher))) &&
    !origins.has(origin) &&
    !(report.party !== undefined && parties.has(report.party)) &&
    !(report.speaker.party !== undefined && parties.has(report.speaker.party)) &&
    ATTRIBUTIONS.indexOf(report.attribution) <= weakest &&
    (minReliability === undefined || gradeRank(reliability) <= gradeRank(minReliability)) &&
    (minCredibility === undefined || (report.credibility ?? 6) <= minCredibility);
}

/** Whether the lens chooses among what had been published, or takes it all. */
export function filtersReports(lens: Lens): boolean {
  const { recordedBy: _recorded, revision: _revision, reportedBy: _reported, table: _table, ...choice } = lens;
  return Object.values(choice).some((field) => field !== undefined);
}

const keptOf = (published: PublishedReports, isChosen: (p: PublishedReport) => boolean): PublishedReport[] =>
  published.values().filter((p) => p.retractedBy === undefined && isChosen(p));

/**
 * What the lens keeps of the log; null where the desk had not opened the negotiation by then.
 * @param now the present, in milliseconds since the epoch: the core never reads a clock
 */
export function select(log: Log, lens: Lens, now: Instant): Selection | null {
  const { negotiation, sources, revisionAt } = cutLog(log, lens);
  const reportIndex = reportIndexOf(negotiation, sources);
  if (!reportIndex) return null;
  const published = new PublishedReports(
    reportIndex,
    lens.reportedBy === undefined ? Infinity : latestInstant(lens.reportedBy),
  );
  return selectionOf(reportIndex, lens, lensTime(lens, revisionAt, now), published);
}

export function selectionOf(reportIndex: ReportIndex, lens: Lens, at: Instant, published: PublishedReports): Selection {
  let kept: readonly PublishedReport[] | undefined;
  return {
    registry: reportIndex.registryAndGrades.registry,
    lens,
    at,
    revision: reportIndex.lastEvent.revision,
    position: reportIndex.lastEvent.position,
    entries: reportIndex.entries,
    reportIndex,
    published,
    // Asked for by few, and as long as the story.
    get kept() {
      return (kept ??= keptOf(published, reportFilterOf(lens)));
    },
  };
}
