/**
 * The fields of a report, and for each kind the fields that only some kinds have. The types hold the table to the schemas
 * of events/report.ts: a field that a schema gains or loses is a type error here.
 */
import type { Report } from '../../events/report.js';
import type { Kind } from '../../events/vocabulary.js';

type ReportOf<K extends Kind> = Extract<Report, { kind: K }>;
/** The fields that every kind has. */
type CommonField = keyof ReportOf<'conclusion'>;
export type OwnField<K extends Kind = Kind> = K extends Kind ? Exclude<keyof ReportOf<K> & string, CommonField> : never;

/**
 * Where a field stands: asked for `first`, among those that may be given (`more`), or with what the report is about where
 * that is a claim, a proposal or an agreement.
 */
export type Standing = 'first' | 'more' | 'claim' | 'proposal' | 'agreement';

type FieldsOf<K extends Kind> = Readonly<Record<OwnField<K>, Standing>>;

const CLAIM = { claimText: 'claim', about: 'claim' } as const;
const ISSUE = { issueTitle: 'more' } as const;
const PROPOSAL = { title: 'proposal', issues: 'proposal' } as const;
const AGREEMENT = {
  title: 'agreement',
  between: 'agreement',
  scope: 'agreement',
  stage: 'agreement',
  of: 'agreement',
  extends: 'agreement',
  subjectTo: 'agreement',
  until: 'agreement',
} as const;
const OF_AGREEMENT = { ...AGREEMENT, agreement: 'first' } as const;
const ANY_OF_THREE = {
  ...AGREEMENT,
  ...PROPOSAL,
  issueTitle: 'proposal',
  proposal: 'first',
  agreement: 'first',
  report: 'first',
} as const;
const ANY_OF_FOUR = { ...ANY_OF_THREE, ...CLAIM, claim: 'first' } as const;

/** For each kind its own fields, in the order in which they are asked for. */
export const KIND_FIELDS: { readonly [K in Kind]: FieldsOf<K> } = {
  confirmation: ANY_OF_FOUR,
  denial: ANY_OF_FOUR,
  overture: { conditions: 'more' },
  refusal: {},
  proposal: {
    proposal: 'first',
    issues: 'first',
    title: 'more',
    until: 'more',
    final: 'more',
    counters: 'more',
    replaces: 'more',
    ...ISSUE,
  },
  acceptance: { ...ANY_OF_THREE, conditions: 'more' },
  rejection: ANY_OF_THREE,
  withdrawal: ANY_OF_FOUR,
  demand: { issue: 'first', deadline: 'more', ...ISSUE },
  concession: { issue: 'first', ...ISSUE },
  stance: { issue: 'first', toward: 'first', ...ISSUE },
  endorsement: { proposal: 'first', ...PROPOSAL },
  contact: { with: 'first', session: 'first', channel: 'more', venue: 'more', track: 'more' },
  involvement: { role: 'first', ends: 'first' },
  assessment: { outlook: 'first', issue: 'more', ...ISSUE },
  agreement: { ...OF_AGREEMENT, between: 'first', scope: 'first' },
  ratification: { ...OF_AGREEMENT, outcome: 'first' },
  implementation: OF_AGREEMENT,
  violation: { ...OF_AGREEMENT, by: 'first' },
  pressure: { measure: 'first', until: 'more', ends: 'first' },
  suspension: OF_AGREEMENT,
  resumption: OF_AGREEMENT,
  breakdown: OF_AGREEMENT,
  conclusion: {},
  'no-comment': { claim: 'first', issue: 'first', proposal: 'first', agreement: 'first', report: 'first' },
};

/** The kinds that must have terms, as a list that may be empty. */
export const KINDS_WITH_TERMS: ReadonlySet<Kind> = new Set([
  'proposal',
  'demand',
  'concession',
  'agreement',
  'implementation',
] as const);

/** The kinds that are towards somebody, so that `to` is asked for at once. */
export const KINDS_TOWARDS: ReadonlySet<Kind> = new Set([
  'overture',
  'refusal',
  'proposal',
  'demand',
  'pressure',
] as const);

/** What a report is about: exactly one of these, or one at most. */
export const ABOUT = ['claim', 'issue', 'proposal', 'agreement', 'report'] as const;
export type About = (typeof ABOUT)[number];

/** The sorts of things that a report of this kind may be about. */
export const aboutsOf = (kind: Kind): readonly About[] => ABOUT.filter((sort) => sort in KIND_FIELDS[kind]);

/** What a field is filled in by. */
export type Control =
  | 'choice'
  | 'parties'
  | 'party'
  | 'issues'
  | 'proposal'
  | 'agreement'
  | 'offer'
  | 'date'
  | 'flag'
  | 'word'
  | 'text'
  | 'lines';

export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  readonly control: Control;
}

/** Each own field of any kind: what it is called, and what it is filled in by. */
export const FIELD_WORDS: Readonly<Record<OwnField, FieldWords>> = {
  claim: { label: 'Claim', control: 'choice' },
  issue: { label: 'Issue', control: 'choice' },
  proposal: { label: 'Proposal', control: 'choice' },
  agreement: { label: 'Agreement', control: 'choice' },
  report: { label: 'Report', control: 'choice' },
  claimText: { label: 'The claim in words', hint: 'Where it has none yet: “A deal is near”.', control: 'text' },
  about: { label: 'The party that the claim is about', hint: 'Its own word decides then.', control: 'party' },
  issueTitle: { label: 'Title of the issue', hint: 'Where it has none yet.', control: 'text' },
  title: { label: 'Title', hint: 'Where it has none yet.', control: 'text' },
  issues: { label: 'Issues', control: 'issues' },
  counters: {
    label: 'Counters',
    hint: 'The proposal, or the demand, that it answers with an own one.',
    control: 'offer',
  },
  replaces: { label: 'Replaces', hint: 'An earlier one of the same party.', control: 'offer' },
  until: { label: 'Until', hint: 'When it lapses.', control: 'date' },
  deadline: { label: 'Deadline', control: 'date' },
  final: { label: 'It is made as a last word', control: 'flag' },
  conditions: { label: 'Conditions', hint: 'One a line.', control: 'lines' },
  toward: { label: 'Toward it', control: 'word' },
  with: { label: 'With', control: 'parties' },
  session: {
    label: 'It was a sitting of the talks themselves',
    hint: 'A round, a day of bargaining.',
    control: 'flag',
  },
  channel: { label: 'Channel', hint: 'A meeting, a call, a message, a visit.', control: 'text' },
  venue: { label: 'Venue', control: 'text' },
  track: { label: 'Track', control: 'word' },
  role: { label: 'Role', control: 'word' },
  ends: { label: 'It ends', control: 'flag' },
  outlook: { label: 'Outlook', control: 'word' },
  between: { label: 'Between', control: 'parties' },
  scope: { label: 'Scope', control: 'word' },
  stage: { label: 'Stage (PA-X)', control: 'word' },
  of: { label: 'It is of the proposal', control: 'proposal' },
  extends: { label: 'It extends the agreement', control: 'agreement' },
  subjectTo: { label: 'Who must still ratify it', control: 'parties' },
  outcome: { label: 'Outcome', control: 'word' },
  by: { label: 'By', hint: 'Who broke it, where that was said.', control: 'parties' },
  measure: { label: 'Measure', hint: 'Strike, lockout, sanctions, armed force.', control: 'text' },
};

/** The own fields of a kind that stand in a place. */
export function fieldsAt(kind: Kind, standing: Standing): OwnField[] {
  const standings: Readonly<Partial<Record<OwnField, Standing>>> = KIND_FIELDS[kind];
  return (Object.keys(standings) as OwnField[]).filter((field) => standings[field] === standing);
}
