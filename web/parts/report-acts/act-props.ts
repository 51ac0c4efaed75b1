/** What the form of every act on a report is given. */
import type { DescriptionAnswer } from '../../../answers/description.js';
import type { ReportAnswer } from '../../../answers/report.js';
import { acts } from '../../forms/acts.js';
import type { Visit } from '../../page-context.js';

export interface ActProps {
  readonly about: DescriptionAnswer;
  readonly report: ReportAnswer['report'];
}

/** What takes an entry of a negotiation back: whoever may void it is offered that. */
export const takingBack =
  (negotiation: string, { may }: Visit['me']) =>
  ({ changeId }: { readonly changeId: string }) =>
    may.editor ? acts.voidEntry(negotiation, changeId, { reason: 'Taken back at once: it was a mistake.' }) : undefined;

/** What voids any entry of a negotiation, and so restores what was voided; undefined for whoever may not. */
export const voidingIn = (negotiation: string, { may }: Visit['me']) =>
  may.editor ? (entry: string, reason: string) => acts.voidEntry(negotiation, entry, { reason }) : undefined;
