/** Which events a reader of the live stream gets. */
import { isOfStatus } from '../../projections/compare/explained-changes.js';
import type { PartyId } from '../../events/ids.js';
import type { AllStreamParameters, Message } from '../../answers/live.js';

/** As the parameters of the request have it. Empty: all events. */
export type Filter = Omit<AllStreamParameters, 'after'>;

export interface MessageWithParties {
  readonly message: Message;
  /** Whom it is about, by every name that our desk reads as one of theirs. */
  readonly parties: readonly PartyId[];
}

/**
 * Whether the filter lets the message through. The grade of a source may change any status, and passes whatever
 * negotiation is asked for. A message without its changes may be a milestone, and passes as one.
 */
export function matches(
  { negotiation, party, kind, milestones }: Filter,
  { message, parties }: MessageWithParties,
): boolean {
  if (message.negotiation === null) return party === undefined && kind === undefined;
  return (
    (negotiation === undefined || message.negotiation === negotiation) &&
    (party === undefined || parties.includes(party)) &&
    (kind === undefined || message.kind === kind) &&
    (milestones !== true || message.changes === null || message.changes.some(isOfStatus))
  );
}
