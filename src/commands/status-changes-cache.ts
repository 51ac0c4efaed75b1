/** What each event changed in the status at the instant when it was recorded, whenever that is requested. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { NOW_LENS, type Lens } from '../../projections/record/lens.js';
import { LensProjections, projectionsUpTo } from '../../projections/status/lens-projections.js';
import { atOnce } from '../../projections/support/at-once.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { logUpTo, preparing, type Log } from '../../projections/report-index/selection.js';
import { inWords, type ChangeInWords } from '../../projections/compare/change-sentences.js';
import { ReaderNames } from '../../projections/wording/reader-names.js';
import type { CountedReports } from '../../projections/report-index/counted-reports.js';
import { changesBetween, type FieldValues } from '../../projections/status/field-values.js';
import { currentCall } from '../queries/pacing/call.js';
import { runYielding } from '../queries/pacing/run-yielding.js';

/** How many events the indexes of the cached entries may hold together. Mostly they are those that the cache of indexes holds. */
const ROOM = 400_000;
/** What an entry weighs besides, so that the number of entries is bounded too. */
const OWN_WEIGHT = 1_000;

/** The status at a revision. It holds until the clock alone changes a value. */
interface StatusAtRevision {
  readonly revision: number;
  readonly fieldValues: FieldValues | undefined;
  readonly turnsAt: Instant;
}

/** The status, and what it was read from. */
interface CountedStatus extends StatusAtRevision {
  readonly counted: CountedReports | undefined;
}

/** The status after an event, and what that changed. */
interface StatusChange extends StatusAtRevision {
  readonly changes: readonly ChangeInWords[];
}

interface StatusUnderWay {
  readonly revision: number;
  readonly made: Promise<readonly ChangeInWords[]>;
}

/** A log of so many events is read at once: that takes less than a turn. */
const SHORT = 300;

/** Whether the event of this revision erased something. The newest is asked for most. */
const isErasure = ({ negotiation }: Log, revision: number): boolean =>
  negotiation.findLast((logged) => logged.revision === revision)?.fact.type === 'EntryErased';

/**
 * Caches the last change of each negotiation: the status after one event is the status before the next, so each revision
 * is computed once, for the receipt, the live stream and the feeds alike.
 */
@Injectable()
export class StatusChangesCache {
  readonly #last = new WeightedLru<NegotiationId, StatusChange>(ROOM);
  /** The last of what is worked out of each negotiation at present. */
  readonly #making = new Map<NegotiationId, StatusUnderWay>();

  constructor(private readonly indexes: ReportIndexCache) {}

  /** @param at when the event at the revision was recorded */
  at(id: NegotiationId, log: Log, revision: number, at: Instant): readonly ChangeInWords[] {
    return atOnce(this.making(id, log, revision, at));
  }

  /** The same as `at`, in turns with other work where the log is long; what is asked of one negotiation in its order. */
  inTurns(id: NegotiationId, log: Log, revision: number, at: Instant): Promise<readonly ChangeInWords[]> {
    const underWay = this.#making.get(id);
    if (underWay?.revision === revision) return underWay.made;
    if (!underWay && log.negotiation.length <= SHORT) return Promise.resolve(this.at(id, log, revision, at));
    // What was recorded must be told: whose time is used up, and who has gone, is of no account.
    const make = () => currentCall.exit(() => runYielding(this.making(id, log, revision, at)));
    const before = underWay?.made ?? Promise.resolve([]);
    const made = before.then(make, make);
    this.#making.set(id, { revision, made });
    // Whoever waits for it is told that it failed.
    void made.catch(() => undefined).then(() => this.#made(id, made));
    return made;
  }

  #made(id: NegotiationId, made: StatusUnderWay['made']): void {
    if (this.#making.get(id)?.made === made) this.#making.delete(id);
  }

  /** Whether what the event of a revision changed is being worked out. */
  isMaking(id: NegotiationId, revision: number): boolean {
    return this.#making.get(id)?.revision === revision;
  }

  /** The same as `at`, with pauses. Of a log that grows or changes meanwhile it tells what was asked for. */
  *making(id: NegotiationId, log: Log, revision: number, at: Instant): Generator<undefined, readonly ChangeInWords[]> {
    const known = this.#last.get(id);
    if (known?.revision === revision) return known.changes;
    const isBefore = known?.revision === revision - 1 && at < known.turnsAt;
    const hasErased = isErasure(log, revision);
    const before = hasErased || isBefore ? known : yield* this.#stating(log, revision - 1, at);
    const { counted, ...after } = yield* this.#stating(log, revision, at);
    // An erasure changes nothing but texts, and what they were is told by nobody.
    const changes = hasErased
      ? []
      : inWords(changesBetween(before?.fieldValues, after.fieldValues), new ReaderNames(counted));
    // The cache keeps the latest revision, from which the next event begins, also where an older one is requested.
    const latest = this.#last.get(id);
    if (!latest || latest.revision < revision)
      this.#last.set(id, { ...after, changes }, OWN_WEIGHT + log.negotiation.length);
    return changes;
  }

  /** Puts in order, step by step, what `at` reads of a revision. */
  *preparing(log: Log, revision: number): Generator<undefined, void> {
    for (const upTo of [revision - 1, revision]) if (upTo >= 0) yield* preparing(log, { revision: upTo }, this.indexes);
  }

  /** What the last event of a log would change, were it recorded. Nothing of it is kept. */
  rehearsed(log: Log, revision: number): readonly ChangeInWords[] {
    return atOnce(this.rehearsing(log, revision));
  }

  /** The same, with pauses. */
  *rehearsing(log: Log, revision: number): Generator<undefined, readonly ChangeInWords[]> {
    const at = log.negotiation.find((l) => l.revision === revision)?.recordedAt ?? 0;
    const before = yield* this.#stating(log, revision - 1, at);
    const after = yield* this.#stating(log, revision, at, NOW_LENS, this.indexes.aside(log.negotiation));
    return differences(before, after);
  }

  /**
   * What the event of a revision changed under a lens, with pauses. Nothing of it is kept.
   * @param lens without a bound of the record
   * @param at when that event was recorded
   */
  *under(log: Log, lens: Lens, revision: number, at: Instant): Generator<undefined, readonly ChangeInWords[]> {
    const before = yield* this.#stating(log, revision - 1, at, lens);
    return differences(before, yield* this.#stating(log, revision, at, lens));
  }

  /** What would differ, were more recorded of a negotiation, at the same instant. Nothing of it is kept. */
  between(recorded: Log, more: Log, at: Instant): ChangeInWords[] {
    const before = LensProjections.of(recorded, {}, at, this.indexes);
    return changesInWords(before, LensProjections.of(more, {}, at, this.indexes.aside(more.negotiation)));
  }

  /** What the events from one revision to another changed together. Nothing of it is kept. @param at when the last was recorded */
  across(log: Log, first: number, last: number, at: Instant): readonly ChangeInWords[] {
    const upTo = (revision: number) => projectionsUpTo(log, revision, at, this.indexes);
    return changesInWords(upTo(first - 1), upTo(last));
  }

  /** What time alone changed by an instant, since the instant before it. Nothing of it is kept. */
  byTime(log: Log, at: Instant): readonly ChangeInWords[] {
    const under = (now: Instant) => LensProjections.of(log, {}, now, this.indexes);
    return changesInWords(under(at - 1), under(at));
  }

  /** The first instant after this one at which time alone changes the status; Infinity where it never does. */
  turnsAfter(log: Log, at: Instant): Instant {
    return LensProjections.of(log, {}, at, this.indexes)?.validUntil() ?? Infinity;
  }

  /**
   * What an event of the stream `sources`, at this position, changed in the status of a negotiation.
   * @param first the position of the first of several, of which that event is the last
   */
  byGrade({ negotiation, sources }: Log, position: bigint, at: Instant, first = position): ChangeInWords[] {
    const before = negotiation.filter((l) => l.position < position);
    const underGrades = (grades: Log['sources']) =>
      LensProjections.of({ negotiation: before, sources: grades }, {}, at, this.indexes);
    return changesInWords(
      underGrades(sources.filter((l) => l.position < first)),
      underGrades(sources.filter((l) => l.position <= position)),
    );
  }

  /** What the talks are called at that instant; undefined: not opened. */
  titleOf(log: Log, at: Instant): string | undefined {
    return LensProjections.of(log, NOW_LENS, at, this.indexes)?.counted.registry.title;
  }

  *#stating(
    log: Log,
    revision: number,
    at: Instant,
    lens: Lens = NOW_LENS,
    indexes = this.indexes,
  ): Generator<undefined, CountedStatus> {
    const projections = yield* LensProjections.making(logUpTo(log, revision), lens, at, indexes);
    const fieldValues = projections ? yield* projections.readingValues() : undefined;
    yield;
    return { revision, fieldValues, turnsAt: projections?.validUntil() ?? Infinity, counted: projections?.counted };
  }
}

const differences = (before: CountedStatus, after: CountedStatus): ChangeInWords[] =>
  inWords(changesBetween(before.fieldValues, after.fieldValues), new ReaderNames(after.counted, before.counted));

/** Null: not opened. */
const changesInWords = (before: LensProjections | null, after: LensProjections | null): ChangeInWords[] =>
  inWords(
    changesBetween(before?.fieldValues(), after?.fieldValues()),
    new ReaderNames(after?.counted, before?.counted),
  );
