/** What a lens keeps of the record: the log as it was cut, and of it the reports that count. */
import { latestInstant, type Instant } from '../../events/dates.js';
import type { Logged } from '../../events/event.js';
import type { ReportId } from '../../events/ids.js';
import { ATTRIBUTIONS, RELIABILITIES, type Reliability } from '../../events/vocabulary.js';
import { recordedIn, type Recorded } from './recorded/as-recorded.js';
import type { ReportIndex } from './report-index.js';
import { ReportIndexCache } from './report-index-cache.js';
import type { Entry } from '../record/entries.js';
import type { Aliases } from '../record/aliases.js';
import { partiesOf } from '../record/kinds.js';
import { lensTime, type Lens } from '../record/lens.js';
import type { Merges } from '../record/merges.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { Registry } from '../record/registry.js';
import { atOnce } from '../support/at-once.js';
import type { PublishedAsOf, ReportGroup } from './report-group.js';

/** The events of one negotiation and the desk's source grades, each in the order of recording. */
export interface Log {
  /** The events of its stream, of registry, reports and changes. */
  readonly negotiation: readonly Logged[];
  /** The events of the stream `sources`, which all negotiations share. */
  readonly sources: readonly Logged[];
}

/** The events that come before the first for which this holds, as it does for all after it: the list itself, where it holds for none. */
function eventsBefore(events: readonly Logged[], isBeyond: (l: Logged) => boolean): readonly Logged[] {
  const last = events.at(-1);
  if (!last || !isBeyond(last)) return events;
  let [low, high] = [0, events.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBeyond(events[middle] as Logged)) high = middle;
    else low = middle + 1;
  }
  return events.slice(0, low);
}

/** The log up to a revision of its negotiation. */
export function logUpTo({ negotiation, sources }: Log, revision: number): Log {
  const upTo = eventsBefore(negotiation, (l) => l.revision > revision);
  const position = upTo.at(-1)?.position ?? 0n;
  return { negotiation: upTo, sources: eventsBefore(sources, (l) => l.position >= position) };
}

/** What a lens keeps. */
export interface Selection {
  readonly registry: Registry;
  readonly lens: Lens;
  /** The lens's time, in milliseconds since the epoch. */
  readonly at: Instant;
  /** The revision of the last event, and its position in the log. */
  readonly revision: number;
  readonly position: bigint;
  /** All entries as they now count, voided ones included, in the order of recording. */
  readonly entries: readonly Entry[];
  /** The index that the reports come from. */
  readonly reportIndex: ReportIndex;
  /** All published reports as they then read, retracted ones included. */
  readonly published: PublishedById;
  /** Those that the lens lets count, in the order of recording. */
  readonly kept: readonly PublishedReport[];
}

/** The log as the desk had it under `recordedBy` and `revision`. */
function cutLog(log: Log, { recordedBy, revision }: Lens): Log & { readonly revisionAt: Instant | undefined } {
  const upTo = revision === undefined ? log : logUpTo(log, revision);
  // Of the event at that revision or, if it is unreadable, of the one before it.
  const revisionAt = revision === undefined ? undefined : upTo.negotiation.at(-1)?.recordedAt;
  if (recordedBy === undefined) return { ...upTo, revisionAt };
  const by = latestInstant(recordedBy);
  const isKnown = (l: Logged) => l.recordedAt <= by;
  return { negotiation: upTo.negotiation.filter(isKnown), sources: upTo.sources.filter(isKnown), revisionAt };
}

/** Finds published reports by id. */
export interface PublishedById {
  get(id: ReportId): PublishedReport | undefined;
  has(id: ReportId): boolean;
  keys(): Iterable<ReportId>;
  values(): Iterable<PublishedReport>;
}

/** The reports that had been published by an instant, as they read then. */
export class PublishedReports implements PublishedById, PublishedAsOf {
  readonly #earlier = new Map<ReportGroup, readonly PublishedReport[]>();

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
    const earlier = this.#earlier.get(group) ?? group.publishedAsOf(this.asOf);
    this.#earlier.set(group, earlier);
    return earlier;
  }
}

const gradeRank = (grade: Reliability | undefined): number => RELIABILITIES.indexOf(grade ?? 'F');

/**
 * Whether a published report counts, by all fields of a lens but its bounds on recording and publication, and its
 * table. It is asked of every report: fields that are not set are not looked at.
 */
export function reportFilterOf(lens: Lens, aliases: Aliases): (p: PublishedReport) => boolean {
  const [first, ...others] = conditionsOf(lens, aliases);
  if (!first) return () => true;
  return others.length === 0 ? first : (p) => first(p) && others.every((holds) => holds(p));
}

function* conditionsOf(lens: Lens, aliases: Aliases): Generator<(p: PublishedReport) => boolean> {
  const names = (list: readonly string[]) => new Set(list.map((name) => aliases.keyOf(name)));
  const { happenedBy, withoutSource, withoutOrigin, withoutParty, onlyAttribution, minReliability, minCredibility } =
    lens;
  if (happenedBy !== undefined) {
    const by = latestInstant(happenedBy);
    yield ({ happenedAt }) => happenedAt <= by;
  }
  if (withoutSource?.length) {
    const sources = names(withoutSource);
    yield ({ publisher }) => !sources.has(publisher);
  }
  if (withoutOrigin?.length) {
    const origins = names(withoutOrigin);
    yield ({ origin }) => !origins.has(origin);
  }
  if (withoutParty?.length) {
    const parties = new Set(withoutParty);
    yield ({ report }) =>
      !partiesOf(report).some((party) => parties.has(party)) &&
      !(report.speaker.party !== undefined && parties.has(report.speaker.party));
  }
  if (onlyAttribution !== undefined) {
    const weakest = ATTRIBUTIONS.indexOf(onlyAttribution);
    yield ({ report }) => ATTRIBUTIONS.indexOf(report.attribution) <= weakest;
  }
  if (minReliability !== undefined) {
    const worst = gradeRank(minReliability);
    yield ({ reliability }) => gradeRank(reliability) <= worst;
  }
  if (minCredibility !== undefined) yield ({ report }) => (report.credibility ?? 6) <= minCredibility;
}

/** The fields of a lens that choose among the reports, whenever they were recorded, published or happened. */
export function choiceOf(lens: Lens): Lens | undefined {
  const { recordedBy: _recorded, revision: _revision, reportedBy: _reported, table: _table, ...others } = lens;
  const { happenedBy: _happened, ...choice } = others;
  return Object.values(choice).some((field) => field !== undefined) ? choice : undefined;
}

const keptOf = (published: PublishedReports, filter: (p: PublishedReport) => boolean): PublishedReport[] =>
  published.values().filter((p) => p.retractedBy === undefined && filter(p));

/**
 * What the lens keeps of the log; null where the desk had not opened the negotiation by then.
 * @param now the present, in milliseconds since the epoch
 * @param indexes where report indexes are cached; without it one is built for this call alone
 */
export const select = (log: Log, lens: Lens, now: Instant, indexes = new ReportIndexCache()): Selection | null =>
  atOnce(selecting(log, lens, now, indexes));

/** The same step by step, so that a caller can let others work in between. What the log grows by meanwhile is no part of it. */
export function* selecting(
  log: Log,
  lens: Lens,
  now: Instant,
  indexes: ReportIndexCache,
): Generator<undefined, Selection | null> {
  const cut = cutLog(log, lens);
  const recorded = yield* recordedIn(log, cut, indexes);
  if (!recorded) return null;
  const { reportIndex, publishedBy } = recorded;
  const reportedBy = lens.reportedBy === undefined ? Infinity : latestInstant(lens.reportedBy);
  return selectionOf(
    reportIndex,
    lensThrough(reportIndex.desk.merges, lens),
    lensTime(lens, cut.revisionAt, now),
    new PublishedReports(reportIndex, Math.min(reportedBy, publishedBy)),
    recorded.record,
  );
}

/** Works out, step by step, the index that `select` will ask for under the lens. The log may grow meanwhile. */
export function* preparing(log: Log, lens: Lens, indexes: ReportIndexCache): Generator<undefined, void> {
  yield* recordedIn(log, cutLog(log, lens), indexes);
}

/** A lens as it reads with these merges: a party that is read as another is that other in a lens too. */
const lensThrough = (merges: Merges, lens: Lens): Lens => ({
  ...lens,
  ...(lens.withoutParty && { withoutParty: lens.withoutParty.map((party) => merges.slugOf('party', party)) }),
  ...(lens.table && { table: merges.tables([lens.table])[0] }),
});

/**
 * A selection of the published reports of an index, at an instant.
 * @param record the entries that it is of, where the index has later ones besides
 */
export function selectionOf(
  reportIndex: ReportIndex,
  lens: Lens,
  at: Instant,
  published: PublishedReports,
  record: Recorded['record'] = { last: reportIndex.lastEvent, entries: () => reportIndex.log.all() },
): Selection {
  let kept: readonly PublishedReport[] | undefined;
  return {
    registry: reportIndex.desk.registry,
    lens,
    at,
    revision: record.last.revision,
    position: record.last.position,
    get entries() {
      return record.entries();
    },
    reportIndex,
    published,
    // Few callers need it, and it is as long as the record.
    get kept() {
      return (kept ??= keptOf(published, reportFilterOf(lens, reportIndex.desk.aliases)));
    },
  };
}
