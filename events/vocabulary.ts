/** The closed vocabularies of the record. Sources: NATO Admiralty code, UN/USIP roles, AP attribution levels, PA-X stages. */

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

/** Third parties in the talks: with the principals, the only roles whose declared words have standing. */
export const THIRD_PARTY_ROLES: ReadonlySet<Role> = new Set(['mediator', 'facilitator', 'guarantor', 'host']);

export const CAPACITIES = [
  'official',
  'insider',
  'intermediary',
  'reporter',
  'former-official',
  'commentator',
] as const;

/** Strongest first. */
export const ATTRIBUTIONS = ['on-the-record', 'on-background', 'deep-background', 'unattributed'] as const;

/** Admiralty grades of a source, best first; F: cannot be judged. */
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof RELIABILITIES)[number];

export const OUTLOOKS = ['progress', 'imminent', 'mixed', 'unresolved', 'remote', 'deadlock'] as const;
export type Outlook = (typeof OUTLOOKS)[number];

export const TOWARD = ['supports', 'opposes', 'open'] as const;
export const SCOPES = ['partial', 'framework', 'full'] as const;
export type Scope = (typeof SCOPES)[number];
/** Stored as given: 1.5 is the same track as '1.5'. */
export const TRACKS = ['1', '1.5', '2', 1, 1.5, 2] as const;
export const OUTCOMES = ['approved', 'rejected'] as const;

/** Every kind of report; each is one event type of the log. */
export const KINDS = [
  'confirmation',
  'denial',
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
