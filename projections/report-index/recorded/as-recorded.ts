/**
 * The record as it stood at a revision, from the index of all that was recorded since: by a bound on publication, once
 * the few groups that this does not tell of (`recording-spans.ts`) read as they did then.
 */
import type { Instant } from '../../../events/dates.js';
import type { Logged } from '../../../events/event.js';
import type { EntryId, ReportId } from '../../../events/ids.js';
import { effectiveEntries, type Entry } from '../../record/entries.js';
import { isReport, publishedChange } from '../../record/published-reports.js';
import { lazy } from '../../support/lazy.js';
import { linksOf } from '../build-index.js';
import type { DeskChange } from '../changed-entries.js';
import { isActive } from '../reading-log.js';
import { RecordingSpans, type RecordingSpan } from './recording-spans.js';
import type { ReportIndex } from '../report-index.js';
import type { ReportIndexCache } from '../report-index-cache.js';

/** A record, as an index and a bound on publication hold it together. */
export interface Recorded {
  readonly reportIndex: ReportIndex;
  /** What the index has beyond the record was published later, in milliseconds since the epoch. */
  readonly publishedBy: Instant;
  readonly record: {
    readonly last: Logged;
    /** All entries as they then counted, in the order of recording. */
    readonly entries: () => readonly Entry[];
  };
}

interface Events {
  readonly negotiation: readonly Logged[];
  readonly sources: readonly Logged[];
}

/** Beyond so many entries that read otherwise it is quicker to build the index anew. */
const isTooMuch = (spans: number, events: number): boolean => spans > 64 && spans > events / 64;

/** The record of a log that was cut, step by step; null where it opens no negotiation. Both logs may grow meanwhile. */
export function* recordedIn(
  log: Events,
  cut: Events,
  indexes: ReportIndexCache,
): Generator<undefined, Recorded | null> {
  const { negotiation, sources } = cut;
  const last = negotiation.at(-1);
  const isPart =
    last !== undefined &&
    negotiation.length < log.negotiation.length &&
    log.negotiation[negotiation.length - 1] === last;
  if (isPart && indexes.knows(log.negotiation, log.sources) && !indexes.knows(negotiation, sources)) {
    // Grades that were recorded later are taken back in it, for every revision between them and those before.
    const whole = yield* indexes.indexing(log.negotiation, sources);
    const read = whole && (yield* readingAt(whole, last.revision));
    if (read) return { ...read, record: { last, entries: lazy(() => effectiveEntries(negotiation)) } };
  }
  const reportIndex = yield* indexes.indexing(negotiation, sources);
  if (!reportIndex) return null;
  const record = { last: reportIndex.lastEvent, entries: () => reportIndex.log.all() };
  return { reportIndex, publishedBy: Infinity, record };
}

/** Undefined where the desk recorded since what all is read by, or where too much reads otherwise. */
function* readingAt(whole: ReportIndex, revision: number): Generator<undefined, Omit<Recorded, 'record'> | undefined> {
  const recording = yield* whole.deriving(RecordingSpans);
  yield* recording.reading();
  if (!whole.desk.merges.isEmpty || !recording.isSettledAt(revision)) return undefined;
  const publishedBy = recording.publishedBy(revision);
  const spans = recording.at(revision);
  if (spans.length === 0) return { reportIndex: whole, publishedBy };
  if (isTooMuch(spans.length, whole.log.length)) return undefined;
  const change = changeBackTo(revision, whole, spans, recording.deskUpTo(revision));
  return change && { reportIndex: yield* whole.rereading(change), publishedBy };
}

/** What reads otherwise at a revision. @param desk our desk's changes up to then */
function changeBackTo(
  revision: number,
  whole: ReportIndex,
  spans: readonly RecordingSpan[],
  desk: readonly Logged[],
): DeskChange | undefined {
  const ids = new Set(spans.map(({ reportId }) => reportId));
  // A publisher's change of a report that is not here is in no group; and of two entries only one is.
  const isPlain = (id: ReportId): boolean => !whole.isMissing(id) && whole.log.countOf(id) === 1;
  if (![...ids].every(isPlain)) return undefined;
  const groups = new Set([...ids].flatMap((id) => whole.groupOf(id) ?? []));
  const without = new Set<EntryId>(spans.map(({ entry }) => entry));
  for (const { entries, changes } of groups) {
    for (const { logged } of entries) without.add(logged.id);
    for (const { id } of changes) without.add(id);
  }
  const now = [...without].flatMap((id) => whole.log.named(id) ?? []);
  const events = new Set([...desk, ...now.map(({ logged }) => logged)].filter((l) => l.revision <= revision));
  const then = new Map(
    effectiveEntries([...events].toSorted((a, b) => a.revision - b.revision)).map((e) => [e.logged.id, e]),
  );
  const read = now.flatMap(({ logged }) => then.get(logged.id) ?? []).filter(isActive);
  const reports = read.filter(isReport);
  const changes = read.flatMap((entry) => publishedChange(entry) ?? []);
  for (const entry of reports) {
    const { reportId } = entry.fact.report;
    const links = linksOf(entry, changes);
    for (const tied of whole.tiedTo(reportId, links)) groups.add(tied);
  }
  return {
    groups,
    change: { reports, changes, without },
    entries: now.flatMap((before) => {
      const after = then.get(before.logged.id);
      return after ? [{ before, after }] : [];
    }),
  };
}
