/** Which events a reader of the live stream gets. */
import { z } from 'zod';
import { negotiationId, partyId } from '../../events/ids.js';
import { KINDS } from '../../events/vocabulary.js';
import { isOfStatus } from '../../projections/compare/explained-changes.js';
import type { Message } from './message.js';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const parameters = {
  party: partyId.optional().meta({ description: 'Only reports of this party, and what is changed in them.' }),
  kind: z.enum(KINDS).optional().meta({ description: 'Only reports of this kind, and what is changed in them.' }),
  milestones: flag.optional().meta({ description: 'true: only what changes the status itself, or may.' }),
  after: z
    .string()
    .regex(/^\d{1,19}$/, { error: 'must be a position, as `id` and `position` give it' })
    .optional()
    .meta({ description: 'Only what was recorded after this position; `Last-Event-ID` says the same.' }),
};

export const streamParameters = z.strictObject(parameters);
export const allStreamParameters = z.strictObject({
  negotiation: negotiationId.optional().meta({ description: 'Only this negotiation.' }),
  ...parameters,
});
export type Filter = Omit<z.infer<typeof allStreamParameters>, 'after'>;

/**
 * Whether the filter lets the message through. The grade of a source may change any status, and passes whatever negotiation
 * is asked for. A message without its changes may be a milestone, and passes as one.
 */
export function matches({ negotiation, party, kind, milestones }: Filter, message: Message): boolean {
  if (message.negotiation === null) return party === undefined && kind === undefined;
  return (
    (negotiation === undefined || message.negotiation === negotiation) &&
    (party === undefined || message.party === party) &&
    (kind === undefined || message.kind === kind) &&
    (milestones !== true || message.changes === null || message.changes.some(isOfStatus))
  );
}
