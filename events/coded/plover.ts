/**
 * The types of events of PLOVER, and the kinds that they correspond to. Source: Halterman, Bagozzi, Beger, Schrodt and
 * Scarborough, “PLOVER and POLECAT: A New Political Event Ontology and Dataset” (2023), and the PLOVER codebook of the Open
 * Event Data Alliance. A code is a type, or a type and a mode with a colon between: `RETREAT:ceasefire`.
 */
import { codedIssue, counterparts, type Written } from './counterpart.js';

export const PLOVER_LABELS: ReadonlyMap<string, string> = new Map([
  ['AGREE', 'Agree to, offer or promise cooperation'],
  ['CONSULT', 'Meet, visit or consult'],
  ['SUPPORT', 'Give diplomatic support'],
  ['COOPERATE', 'Cooperate materially'],
  ['AID', 'Provide aid'],
  ['CONCEDE', 'Concede, verbally or in law'],
  ['RETREAT', 'Yield materially'],
  ['REQUEST', 'Request or demand'],
  ['ACCUSE', 'Accuse, disapprove or investigate'],
  ['REJECT', 'Reject or refuse'],
  ['THREATEN', 'Threaten'],
  ['PROTEST', 'Protest'],
  ['SANCTION', 'Reduce or end relations'],
  ['MOBILIZE', 'Show force'],
  ['COERCE', 'Repress or coerce'],
  ['ASSAULT', 'Use force'],
]);

const meets = (channel?: string): Written => ({ kind: 'contact', ...(channel === undefined ? {} : { channel }) });
const presses = (measure: string): Written => ({ kind: 'pressure', measure });
const yields = (issue: string, title: string): Written => ({ kind: 'concession', ...codedIssue(issue, title) });

/** A mode that is not here counts as its type; a type that is not here has no counterpart. */
export const PLOVER_KINDS = counterparts(
  ['CONSULT', meets()],
  ['CONSULT:phone', meets('telephone')],
  ['CONSULT:visit', meets('visit')],
  ['RETREAT:release RETREAT:return', yields('release', 'Release of persons or property')],
  ['RETREAT:withdraw RETREAT:disarm RETREAT:ceasefire', yields('military-engagement', 'Military engagement')],
  ['RETREAT:access', yields('international-involvement', 'International involvement')],
  ['RETREAT:resign', yields('change-of-leadership', 'Change of leadership')],
  ['REJECT:meet', { kind: 'refusal' }],
  ['PROTEST', presses('protest')],
  ['PROTEST:strike PROTEST:boycott', presses('strike or boycott')],
  ['PROTEST:demo', presses('demonstration')],
  ['PROTEST:riot', presses('violent protest')],
  ['PROTEST:hunger', presses('hunger strike')],
  ['PROTEST:obstruct', presses('obstruction')],
  ['SANCTION', presses('reduced relations')],
  ['MOBILIZE', presses('show of force')],
  ['COERCE', presses('coercion')],
  ['COERCE:arrest', presses('arrests')],
  ['COERCE:cyber', presses('cyber attack')],
  ['ASSAULT', presses('assault')],
);

/** The code of a type and a mode. */
export const ploverCode = (type: string, mode: string): string => {
  const [upper, lower] = [type.toUpperCase(), mode.toLowerCase()];
  return lower === '' || lower === 'none' ? upper : `${upper}:${lower}`;
};

/** The type of a code. */
export const ploverType = (code: string): string => code.split(':', 1)[0] ?? '';
