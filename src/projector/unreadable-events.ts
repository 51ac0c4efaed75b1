/** Events that this version cannot read: counted and shown, so that they stop nothing and are not forgotten. */
import { UNREADABLE_REASONS, type UnreadableAnswer, type UnreadableReason } from '../../answers/status.js';
import { latestInstant, type Instant } from '../../events/dates.js';
import type { RecordedEvent } from '../../events/envelope.js';
import { schemaOf } from '../../events/event.js';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import type { Lens } from '../../projections/record/lens.js';

/** Why an event that could not be read could not. */
export function reasonOf(event: RecordedEvent): UnreadableReason {
  if (event.damaged !== undefined) return 'damaged';
  if (event.schemaVersion > SCHEMA_VERSION) return 'newer-version';
  return schemaOf(event.type) ? 'invalid' : 'unknown-type';
}

/** Where an event that was passed over stands in its stream, and when it was recorded. */
export interface UnreadableAt {
  readonly reason: UnreadableReason;
  readonly revision: number;
  readonly recordedAt: Instant;
}

export class UnreadableEvents {
  readonly #passed: UnreadableAt[] = [];

  add({ reason, revision, recordedAt }: UnreadableAt): void {
    this.#passed.push({ reason, revision, recordedAt });
  }

  all(): readonly UnreadableAt[] {
    return this.#passed;
  }

  get size(): number {
    return this.#passed.length;
  }

  has(revision: number): boolean {
    return this.#passed.some((passed) => passed.revision === revision);
  }

  count(reason: UnreadableReason): number {
    return this.#passed.filter((p) => p.reason === reason).length;
  }

  /** Of what had been recorded by then. A damaged event may have no readable time: it is never left out. */
  answer({ revision = Infinity, recordedBy }: Lens = {}): UnreadableAnswer {
    const by = recordedBy === undefined ? Infinity : latestInstant(recordedBy);
    const seen = this.#passed.filter((p) => p.revision <= revision && !(p.recordedAt > by));
    return UNREADABLE_REASONS.map((reason) => ({
      reason,
      events: seen.filter((p) => p.reason === reason).length,
    })).filter(({ events }) => events > 0);
  }
}
