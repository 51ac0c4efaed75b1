/** The events that this version cannot read. They stop nothing, but are counted and shown. */
import { UNREADABLE_REASONS, type UnreadableAnswer, type UnreadableReason } from '../../answers/status.js';
import { latestInstant, type Instant } from '../../events/dates.js';
import type { RecordedEvent } from '../../events/envelope.js';
import { schemaOf } from '../../events/event.js';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import type { Lens } from '../../projections/record/lens.js';

/** Why an unreadable event cannot be read. */
export function reasonOf(event: RecordedEvent): UnreadableReason {
  if (event.damaged !== undefined) return 'damaged';
  if (event.schemaVersion > SCHEMA_VERSION) return 'newer-version';
  return schemaOf(event.type) ? 'invalid' : 'unknown-type';
}

/** Where an unreadable event stands in its stream, and when it was recorded (NaN where even that is unreadable). */
export interface UnreadableAt {
  readonly reason: UnreadableReason;
  readonly revision: number;
  readonly recordedAt: Instant;
}

export class UnreadableEvents {
  readonly #events: UnreadableAt[] = [];

  add({ reason, revision, recordedAt }: UnreadableAt): void {
    this.#events.push({ reason, revision, recordedAt });
  }

  all(): readonly UnreadableAt[] {
    return this.#events;
  }

  get size(): number {
    return this.#events.length;
  }

  has(revision: number): boolean {
    return this.#events.some((event) => event.revision === revision);
  }

  count(reason: UnreadableReason): number {
    return this.#events.filter((event) => event.reason === reason).length;
  }

  /** Counts, by reason, those that had been recorded under the lens. One without a readable time always counts. */
  answer({ revision = Infinity, recordedBy }: Lens = {}): UnreadableAnswer {
    const by = recordedBy === undefined ? Infinity : latestInstant(recordedBy);
    const seen = this.#events.filter((event) => event.revision <= revision && !(event.recordedAt > by));
    return UNREADABLE_REASONS.map((reason) => ({
      reason,
      events: seen.filter((event) => event.reason === reason).length,
    })).filter(({ events }) => events > 0);
  }
}
