/** Events that this version cannot read: counted and shown, so that they stop nothing and are not forgotten. */
import { z } from 'zod';
import { latestInstant, type Instant } from '../../events/dates.js';
import type { RecordedEvent } from '../../events/envelope.js';
import { schemaOf } from '../../events/event.js';
import { SCHEMA_VERSION } from '../../events/upcast.js';
import type { Lens } from '../../projections/record/lens.js';

export const UNREADABLE_REASONS = ['damaged', 'unknown-type', 'newer-version', 'invalid'] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** How many events were passed over, and why. */
export const unreadableAnswer = z
  .array(z.strictObject({ reason: z.enum(UNREADABLE_REASONS), events: z.int() }))
  .meta({ description: 'Events that this version cannot read, by reason: what is answered does without them.' });
export type UnreadableAnswer = z.infer<typeof unreadableAnswer>;

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
