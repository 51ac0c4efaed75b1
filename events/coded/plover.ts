/**
 * The types of events of PLOVER, and the kinds that they correspond to. Source: the PLOVER manual of the Open Event Data
 * Alliance (openeventdata/PLOVER, PLOVER_MANUAL.tex, 2023), chapters of the 16 types and their tables of modes; `RETREAT:return`
 * and the last four types are those of its earlier drafts. A code is a type, or a type and a mode with a colon between:
 * `RETREAT:ceasefire`.
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
  // Of the drafts before 2021: now REQUEST, ACCUSE (both of the next two), and no type of its own.
  ['DEMAND', 'Demand'],
  ['DISAPPROVE', 'Disapprove'],
  ['INVESTIGATE', 'Investigate'],
  ['CRIME', 'Commit a crime'],
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
  ['REJECT:meet', { kind: 'refusal' }],
  ['PROTEST', presses('protest')],
  ['PROTEST:strike PROTEST:boycott', presses('strike or boycott')],
  ['PROTEST:demo', presses('demonstration')],
  ['PROTEST:riot', presses('violent protest')],
  ['PROTEST:hunger', presses('hunger strike')],
  ['PROTEST:obstruct', presses('obstruction')],
  ['SANCTION', presses('reduced relations')],
  ['SANCTION:expel', presses('expulsion')],
  ['MOBILIZE', presses('show of force')],
  ['COERCE', presses('coercion')],
  ['COERCE:seize', presses('seizure or damage of property')],
  ['COERCE:restrict COERCE:curfew COERCE:martial-law', presses('administrative sanctions')],
  ['COERCE:censor', presses('censorship')],
  ['COERCE:arrest', presses('arrests')],
  ['COERCE:deport', presses('deportation')],
  ['COERCE:cyber', presses('cyber attack')],
  ['ASSAULT', presses('assault')],
  ['ASSAULT:abduct', presses('abduction or hostage-taking')],
  ['ASSAULT:beat ASSAULT:torture ASSAULT:sexual ASSAULT:targeted', presses('unconventional violence')],
  ['ASSAULT:destroy', presses('seizure or damage of property')],
  ['ASSAULT:firearms ASSAULT:aerial ASSAULT:drone ASSAULT:heavy-weapons', presses('armed force')],
  ['ASSAULT:explosives ASSAULT:suicide-attack', presses('bombing')],
  ['ASSAULT:crowd-control', presses('violent repression')],
);

/** Modes that say something else than their type: a court that finds somebody guilty reduces no relations. */
export const PLOVER_UNLIKE_TYPE: ReadonlySet<string> = new Set(['SANCTION:convict']);

/** The code of a type and a mode; of several modes the first. */
export const ploverCode = (type: string, mode: string): string => {
  const [upper, lower] = [type.toUpperCase(), (mode.split(/[;|]/, 1)[0] ?? '').trim().toLowerCase()];
  return lower === '' || lower === 'none' ? upper : `${upper}:${lower}`;
};

/** The type of a code. */
export const ploverType = (code: string): string => code.split(':', 1)[0] ?? '';
