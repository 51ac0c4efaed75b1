/** What a lens keeps of the record: the cut of the stream, and the reports that count, as they then read. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { Logged } from '../../events/event.js';
import type { ReportId } from '../../events/ids.js';
import { comparable } from '../../events/text.js';
import { ATTRIBUTIONS, RELIABILITIES, type Reliability } from '../../events/vocabulary.js';
import type { Chronicle } from './report-index.js';
import { chronicleOf } from './index-cache.js';
import type { Entry } from '../record/entries.js';
import { lensTime, type Lens } from '../record/lens.js';
import type { Published } from '../record/published-reports.js';
import type { Registry } from '../record/registry.js';
import type { PublishedBy, Thread } from './report-group.js';

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
  readonly chronicle: Chronicle;
  /** All that had been published, by report id. */
  readonly published: PublishedById;
  /** Those of them that count. */
  readonly kept: readonly Published[];
}

/** The log as this desk had it under `recordedBy` and `revision`. */
function cut(log: Log, lens: Lens): Log & { readonly revisionAt: Instant | undefined } {
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
  get(id: ReportId): Published | undefined;
  has(id: ReportId): boolean;
  keys(): Iterable<ReportId>;
  values(): Iterable<Published>;
}

/** All reports that had been published by an instant, as they then read. */
export class PublishedReports implements PublishedById, PublishedBy {
  readonly #then = new Map<Thread, readonly Published[]>();

  constructor(
    private readonly chronicle: Chronicle,
    readonly by: Instant,
  ) {}

  get(id: ReportId): Published | undefined {
    const thread = this.chronicle.threadOf(id);
    return thread && this.of(thread).find(({ report }) => report.reportId === id);
  }

  has(id: ReportId): boolean {
    return this.get(id) !== undefined;
  }

  /** In the order of recording. */
  values(): Published[] {
    return this.chronicle.reportIds().flatMap((id) => this.get(id) ?? []);
  }

  keys(): ReportId[] {
    return this.values().map(({ report }) => report.reportId);
  }

  of(thread: Thread): readonly Published[] {
    if (this.by >= thread.settledAt) return thread.published;
    const then = this.#then.get(thread) ?? thread.publishedBy(this.by);
    this.#then.set(thread, then);
    return then;
  }
}

const gradeRank = (grade: Reliability | undefined): number => RELIABILITIES.indexOf(grade ?? 'F');

export function chooser(lens: Lens): (p: Published) => boolean {
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
export function chooses(lens: Lens): boolean {
  const { recordedBy: _recorded, revision: _revision, reportedBy: _reported, table: _table, ...choice } = lens;
  return Object.values(choice).some((field) => field !== undefined);
}

const keptOf = (published: PublishedReports, isChosen: (p: Published) => boolean): Published[] =>
  published.values().filter((p) => p.retractedBy === undefined && isChosen(p));

/**
 * What the lens keeps of the log; null where the desk had not opened the negotiation by then.
 * @param now the present, in milliseconds since the epoch: the core never reads a clock
 */
export function select(log: Log, lens: Lens, now: Instant): Selection | null {
  const { negotiation, sources, revisionAt } = cut(log, lens);
  const chronicle = chronicleOf(negotiation, sources);
  if (!chronicle) return null;
  const published = new PublishedReports(
    chronicle,
    lens.reportedBy === undefined ? Infinity : latestInstant(lens.reportedBy),
  );
  return selectionOf(chronicle, lens, lensTime(lens, revisionAt, now), published);
}

export function selectionOf(chronicle: Chronicle, lens: Lens, at: Instant, published: PublishedReports): Selection {
  let kept: readonly Published[] | undefined;
  return {
    registry: chronicle.desk.registry,
    lens,
    at,
    revision: chronicle.last.revision,
    position: chronicle.last.position,
    entries: chronicle.entries,
    chronicle,
    published,
    // Asked for by few, and as long as the story.
    get kept() {
      return (kept ??= keptOf(published, chooser(lens)));
    },
  };
}
