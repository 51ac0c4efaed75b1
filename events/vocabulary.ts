/**
 * The closed vocabularies of events. Sources: NATO Admiralty code (grades), UN and USIP (roles, tracks), AP (levels of
 * attribution), PA-X (scopes of agreements).
 */

/** The roles of a party. */
export const ROLES = [
  'principal',
  'mediator',
  'facilitator',
  'guarantor',
  'host',
  'associate',
  'stakeholder',
  'observer',
  'supporter',
] as const;
export type Role = (typeof ROLES)[number];

/** The roles of third parties in the talks. Besides principals, only they have standing. */
export const THIRD_PARTY_ROLES: ReadonlySet<Role> = new Set(['mediator', 'facilitator', 'guarantor', 'host']);

/** In which capacity a speaker speaks. */
export const CAPACITIES = [
  'official',
  'insider',
  'intermediary',
  'reporter',
  'former-official',
  'commentator',
] as const;

/** How far words may be attributed to a speaker (AP), strongest first. */
export const ATTRIBUTIONS = ['on-the-record', 'on-background', 'deep-background', 'unattributed'] as const;

/** Admiralty grades of a source, best first. F: cannot be judged. */
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof RELIABILITIES)[number];

/** What an assessment says about the outlook of the talks. */
export const OUTLOOKS = ['progress', 'imminent', 'mixed', 'unresolved', 'remote', 'deadlock'] as const;
export type Outlook = (typeof OUTLOOKS)[number];

/** What a `stance` report says a party's attitude to an issue is. */
export const TOWARD = ['supports', 'opposes', 'open'] as const;
/** The stages of agreements (PA-X). */
export const STAGES = ['Pre', 'SubPar', 'SubComp', 'Imp', 'Ren', 'Cea', 'Other'] as const;
/** What a report may name by a slug, and a title be given to. */
export const SUBJECT_SORTS = ['claim', 'issue', 'proposal', 'agreement'] as const;
export type SubjectSort = (typeof SUBJECT_SORTS)[number];
/** What two names may stand for. */
export const MERGEABLE_SORTS = [...SUBJECT_SORTS, 'party'] as const;
/** How much of the matter an agreement settles. */
export const SCOPES = ['partial', 'framework', 'full'] as const;
export type Scope = (typeof SCOPES)[number];
/** Tracks of diplomacy. Stored as given: 1.5 and '1.5' are the same track. */
export const TRACKS = ['1', '1.5', '2', 1, 1.5, 2] as const;
/** How a ratification ended. */
export const OUTCOMES = ['approved', 'rejected'] as const;

/** Every kind of report. Each has an event type of its own. */
export const KINDS = [
  'confirmation',
  'denial',
  'overture',
  'refusal',
  'proposal',
  'acceptance',
  'rejection',
  'withdrawal',
  'demand',
  'concession',
  'stance',
  'endorsement',
  'contact',
  'involvement',
  'assessment',
  'agreement',
  'ratification',
  'implementation',
  'violation',
  'pressure',
  'suspension',
  'resumption',
  'breakdown',
  'conclusion',
  'no-comment',
] as const;
export type Kind = (typeof KINDS)[number];
