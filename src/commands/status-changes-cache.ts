/** What each event changed in the status, measured when it was recorded: the same, whenever it is asked for. */
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import { changesAt, LensProjections, projectionsUpTo } from '../../projections/status/lens-projections.js';
import { WeightedLru } from '../../projections/support/weighted-lru.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import type { Log } from '../../projections/report-index/selection.js';
import { changesBetween, type Change, type FieldValues } from '../../projections/status/field-values.js';

/** How many values the last readings that are kept may hold together. */
const ROOM = 200_000;
/** What a reading weighs besides its values. */
const OWN_WEIGHT = 10;

/** What the status was at a revision: it stays so until the clock alone changes something. */
interface StatusAtRevision {
  readonly revision: number;
  readonly fieldValues: FieldValues | undefined;
  readonly turnsAt: Instant;
}

/** The status after an event, and what that changed. */
interface StatusChange extends StatusAtRevision {
  readonly changes: readonly Change[];
}

/**
 * Reads each revision once: what one event led to is what the next one begins from, and whoever tells of an event after
 * it was answered is told the same.
 */
@Injectable()
export class StatusChangesCache {
  readonly #last = new WeightedLru<NegotiationId, StatusChange>(ROOM);

  constructor(private readonly indexes: ReportIndexCache) {}

  /** @param at when the event at the revision was recorded */
  at(id: NegotiationId, log: Log, revision: number, at: Instant): readonly Change[] {
    const known = this.#last.get(id);
    if (known?.revision === revision) return known.changes;
    const isBefore = known?.revision === revision - 1 && at < known.turnsAt;
    const before = isBefore ? known : this.#statusAt(log, revision - 1, at);
    const after = this.#statusAt(log, revision, at);
    const changes = changesBetween(before.fieldValues, after.fieldValues);
    // An older event is told of again: what the next one begins from is kept.
    if (!known || known.revision < revision)
      this.#last.set(id, { ...after, changes }, OWN_WEIGHT + (after.fieldValues?.size ?? 0));
    return changes;
  }

  /** What the last event of a log would change, were it recorded. Nothing of it is kept. */
  rehearsed(log: Log, revision: number): readonly Change[] {
    return changesAt(log, revision, this.indexes);
  }

  /** What an event of the stream `sources`, at this position, changed in the status of a negotiation. */
  byGrade({ negotiation, sources }: Log, position: bigint, at: Instant): Change[] {
    const before = negotiation.filter((l) => l.position < position);
    const valuesWith = (grades: Log['sources']) =>
      LensProjections.of({ negotiation: before, sources: grades }, {}, at, this.indexes)?.fieldValues();
    return changesBetween(
      valuesWith(sources.filter((l) => l.position < position)),
      valuesWith(sources.filter((l) => l.position <= position)),
    );
  }

  #statusAt(log: Log, revision: number, at: Instant): StatusAtRevision {
    const projections = projectionsUpTo(log, revision, at, this.indexes);
    return { revision, fieldValues: projections?.fieldValues(), turnsAt: projections?.validUntil() ?? Infinity };
  }
}
