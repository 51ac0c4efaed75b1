/** Events that this version cannot read: counted and shown, so that they stop nothing and are not forgotten. */
import { z } from 'zod';
import type { RecordedEvent } from '../../events/envelope.js';
import { schemaOf } from '../../events/event.js';
import { SCHEMA_VERSION } from '../../events/upcast.js';

export const PASSED_OVER_REASONS = ['damaged', 'unknown-type', 'newer-version', 'invalid'] as const;
export type PassedOverReason = (typeof PASSED_OVER_REASONS)[number];

/** How many events were passed over, and why. */
export const passedOverAnswer = z
  .array(z.strictObject({ reason: z.enum(PASSED_OVER_REASONS), events: z.int() }))
  .meta({ description: 'Events that this version cannot read, by reason: what is answered does without them.' });
export type PassedOverAnswer = z.infer<typeof passedOverAnswer>;

/** Why an event that could not be read could not. */
export function reasonOf(event: RecordedEvent): PassedOverReason {
  if (event.damaged !== undefined) return 'damaged';
  if (event.schemaVersion > SCHEMA_VERSION) return 'newer-version';
  return schemaOf(event.type) ? 'invalid' : 'unknown-type';
}

export class PassedOver {
  readonly #counts = new Map<PassedOverReason, number>();

  add(reason: PassedOverReason): void {
    this.#counts.set(reason, this.count(reason) + 1);
  }

  count(reason: PassedOverReason): number {
    return this.#counts.get(reason) ?? 0;
  }

  answer(): PassedOverAnswer {
    return PASSED_OVER_REASONS.map((reason) => ({ reason, events: this.count(reason) })).filter((r) => r.events > 0);
  }
}
