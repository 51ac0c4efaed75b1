/** What each event changed in the status at the instant when it was recorded, whenever that is requested. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import { LensProjections, projectionsUpTo } from '../../projections/status/lens-projections.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { preparing, type Log } from '../../projections/report-index/selection.js';
import { inWords, type ChangeInWords } from '../../projections/compare/change-sentences.js';
import { ReaderNames } from '../../projections/wording/reader-names.js';
import type { CountedReports } from '../../projections/report-index/counted-reports.js';
import { changesBetween, type FieldValues } from '../../projections/status/field-values.js';

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

/** The status after an event, and what that changed. */
interface StatusChange extends StatusAtRevision {
  readonly changes: readonly ChangeInWords[];
}

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

  constructor(private readonly indexes: ReportIndexCache) {}

  /** @param at when the event at the revision was recorded */
  at(id: NegotiationId, log: Log, revision: number, at: Instant): readonly ChangeInWords[] {
    const known = this.#last.get(id);
    if (known?.revision === revision) return known.changes;
    if (isErasure(log, revision)) return this.#afterErasure(id, log, revision, at);
    const isBefore = known?.revision === revision - 1 && at < known.turnsAt;
    const before = isBefore ? known : this.#statusAt(log, revision - 1, at);
    const { counted, ...after } = this.#statusAt(log, revision, at);
    const changes = inWords(changesBetween(before.fieldValues, after.fieldValues), new ReaderNames(counted));
    // The cache keeps the latest revision, from which the next event begins, also where an older one is requested.
    if (!known || known.revision < revision)
      this.#last.set(id, { ...after, changes }, OWN_WEIGHT + log.negotiation.length);
    return changes;
  }

  /** An erasure changes nothing but texts, and what they were is told by nobody. */
  #afterErasure(id: NegotiationId, log: Log, revision: number, at: Instant): readonly ChangeInWords[] {
    const { counted: _, ...after } = this.#statusAt(log, revision, at);
    this.#last.set(id, { ...after, changes: [] }, OWN_WEIGHT + log.negotiation.length);
    return [];
  }

  /** Puts in order, step by step, what `at` reads of a revision. */
  *preparing(log: Log, revision: number): Generator<undefined, void> {
    for (const upTo of [revision - 1, revision]) if (upTo >= 0) yield* preparing(log, { revision: upTo }, this.indexes);
  }

  /** What the last event of a log would change, were it recorded. Nothing of it is kept. */
  rehearsed(log: Log, revision: number): readonly ChangeInWords[] {
    const at = log.negotiation.find((l) => l.revision === revision)?.recordedAt ?? 0;
    const before = projectionsUpTo(log, revision - 1, at, this.indexes);
    return changesInWords(before, projectionsUpTo(log, revision, at, this.indexes.aside(log.negotiation)));
  }

  /**
   * What the event of a revision changed under a lens. Nothing of it is kept.
   * @param lens without a bound of the record
   * @param at when that event was recorded
   */
  under(log: Log, lens: Lens, revision: number, at: Instant): readonly ChangeInWords[] {
    const upTo = (last: number) => projectionsUpTo(log, last, at, this.indexes, lens);
    return changesInWords(upTo(revision - 1), upTo(revision));
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

  #statusAt(
    log: Log,
    revision: number,
    at: Instant,
  ): StatusAtRevision & { readonly counted: CountedReports | undefined } {
    const projections = projectionsUpTo(log, revision, at, this.indexes);
    const fieldValues = projections?.fieldValues();
    return { revision, fieldValues, turnsAt: projections?.validUntil() ?? Infinity, counted: projections?.counted };
  }
}

/** Null: not opened. */
const changesInWords = (before: LensProjections | null, after: LensProjections | null): ChangeInWords[] =>
  inWords(
    changesBetween(before?.fieldValues(), after?.fieldValues()),
    new ReaderNames(after?.counted, before?.counted),
  );
