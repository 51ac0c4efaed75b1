/**
 * What a bound on publication does not tell of a revision. Mostly what is recorded later was published later too, so that
 * the record of a revision is what had been published by a moment. From the moment's revision until it was recorded, a
 * report that came late reads otherwise; from when it was recorded until then, one that our desk voided or amended.
 */
import { latestInstant, spanOf, type Instant } from '../../../events/dates.js';
import type { Fact, Logged } from '../../../events/event.js';
import type { EntryId, ReportId } from '../../../events/ids.js';
import type { Entry } from '../../record/entries.js';
import { withPauses } from '../../support/at-once.js';
import { SpanList, type Span } from '../../support/span-list.js';
import { stepwise } from '../../support/stepwise.js';
import type { EntryLog } from '../entry-log.js';
import { isActive } from '../reading-log.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index.js';

/** The revisions at which an entry did not read as its publication tells. */
export interface RecordingSpan extends Span {
  readonly entry: EntryId;
  readonly reportId: ReportId;
}

/** The publication of an entry later than those of all before it. */
interface Latest {
  readonly revision: number;
  readonly at: Instant;
}

/** Of a report, or of a publisher's change of one. */
function toldBy(fact: Fact): { readonly reportId: ReportId; readonly reportedAt: string } | undefined {
  if (fact.type === 'Report') return fact.report;
  const isOfPublisher =
    fact.type === 'ReportRetracted' || fact.type === 'ReportReinstated' || fact.type === 'ReportCorrected';
  return isOfPublisher ? fact.data : undefined;
}

type DeskFact = Extract<Fact, { readonly type: 'EntryVoided' | 'EntryAmended' }>;
const isDeskFact = (fact: Fact): fact is DeskFact => fact.type === 'EntryVoided' || fact.type === 'EntryAmended';

/** What a voiding or an amendment comes down to: through voidings of voidings, the first entry that is neither. */
function changedIn(log: EntryLog, fact: DeskFact): Entry | undefined {
  const target = log.named(fact.data.entry);
  return target && isDeskFact(target.logged.fact) && target.logged.fact.data.entry !== fact.data.entry
    ? changedIn(log, target.logged.fact)
    : target;
}

/** Entries between two pauses: each takes some thousandths of a millisecond. */
const AT_ONCE = 2_000;

/** Goes over a log once, in the order of recording. */
class Recording {
  readonly latest: Latest[] = [];
  readonly spans: RecordingSpan[] = [];
  readonly desk: Logged[] = [];
  /** The last event that changed more than reports. */
  settled = -1;

  private constructor(private readonly log: EntryLog) {}

  static *of(log: EntryLog): Generator<undefined, Recording> {
    const recording = new Recording(log);
    yield* withPauses(log.all(), AT_ONCE, (entry) => recording.#add(entry));
    return recording;
  }

  #add(entry: Entry): void {
    const { logged, fact } = entry;
    const told = toldBy(logged.fact);
    if (told) {
      const read = toldBy(fact) ?? told;
      if (isActive(entry)) this.#late(logged, read.reportId, latestInstant(read.reportedAt));
      this.#raise(latestInstant(told.reportedAt), logged.revision);
    } else if (isDeskFact(logged.fact)) this.#change(logged, logged.fact);
    else this.settled = logged.revision;
  }

  #late({ id, revision }: Logged, reportId: ReportId, at: Instant): void {
    if (at > (this.latest.at(-1)?.at ?? -Infinity)) return;
    const from = this.latest[countBefore(this.latest, (one) => one.at >= at)]?.revision ?? revision;
    this.spans.push({ entry: id, reportId, from, to: revision });
  }

  #raise(at: Instant, revision: number): void {
    if (at > (this.latest.at(-1)?.at ?? -Infinity)) this.latest.push({ revision, at });
  }

  #change(logged: Logged, fact: DeskFact): void {
    this.desk.push(logged);
    const changed = changedIn(this.log, fact);
    if (!changed) return;
    const told = toldBy(changed.logged.fact);
    const { reportId, reportedAt } = fact.type === 'EntryAmended' ? fact.data.changes : {};
    const isOfReport = fact.type === 'EntryVoided' || changed.logged.fact.type === 'Report';
    if (!told || !isOfReport || reportId !== undefined) {
      this.settled = logged.revision;
      return;
    }
    const from = this.log.named(fact.data.entry)?.logged.revision ?? 0;
    this.spans.push({ entry: changed.logged.id, reportId: told.reportId, from, to: logged.revision });
    const moved = typeof reportedAt === 'string' ? spanOf(reportedAt) : null;
    if (moved) this.#raise(moved.last, logged.revision);
  }
}

/** How many there are before the first for which this holds, as it does for all after it. */
function countBefore(list: readonly Latest[], holds: (one: Latest) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(list[middle] as Latest)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function* spansIn(log: EntryLog) {
  const { latest, spans, desk, settled } = yield* Recording.of(log);
  return { latest, desk, settled, spans: SpanList.of(spans, (span) => span) };
}

/** What was recorded otherwise than in the order of publication, by revision. */
export class RecordingSpans implements DerivedFromIndex {
  private constructor(private readonly reportIndex: ReportIndex) {}

  static *building(reportIndex: ReportIndex): Generator<undefined, RecordingSpans> {
    yield;
    return new RecordingSpans(reportIndex);
  }

  readonly #read = stepwise(() => spansIn(this.reportIndex.log));

  /** Goes over the log, with pauses: the rest is looked up then. */
  *reading(): Generator<undefined, void> {
    yield* this.#read.steps();
  }

  with(next: ReportIndex): RecordingSpans {
    return next.lastEvent === this.reportIndex.lastEvent ? this : new RecordingSpans(next);
  }

  /** Whether nothing but reports, their publishers' changes and ours of them was recorded after a revision. */
  isSettledAt(revision: number): boolean {
    return revision >= this.#read().settled;
  }

  /** What had been recorded by a revision had been published by then, in milliseconds since the epoch. */
  publishedBy(revision: number): Instant {
    const { latest } = this.#read();
    return latest[countBefore(latest, (one) => one.revision > revision) - 1]?.at ?? -Infinity;
  }

  at(revision: number): RecordingSpan[] {
    return this.#read().spans.at(revision);
  }

  /** Our desk's voidings and amendments up to a revision. */
  deskUpTo(revision: number): Logged[] {
    return this.#read().desk.filter((logged) => logged.revision <= revision);
  }
}
