/** Stances: which positions a report gives its party, by its kind. */
import type { IssueId, PartyId, ProposalId } from '../../events/ids.js';
import { acceptsOutright, isActInTheTalks, type SubjectFields } from '../record/kinds.js';
import type { Surroundings } from '../threads/surroundings.js';
import { proposersOf, type PutOffer } from '../threads/put-offers.js';
import { ON_TALKS, subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PartyAtPlace, PlacedReport } from '../record/placed-report.js';
import { hasStanding } from '../record/standing.js';
import { groupBy } from '../support/group-by.js';

/** `open`: toward an issue, neither for nor against. `ready`: to talk. */
export const STANCES = [
  'confirms',
  'denies',
  'refuses',
  'ready',
  'proposes',
  'accepts',
  'accepts-with-conditions',
  'rejects',
  'demands',
  'concedes',
  'supports',
  'opposes',
  'open',
  'endorses',
  'agrees',
  'ratifies',
] as const;
export type StanceName = (typeof STANCES)[number];

/** A stance that a report gives. An answer to a demand has as subject the `report` that stands for its development. */
export interface GivenStance {
  readonly subject: SubjectOrReport;
  /** What it is held by: its subject, or the demand that it answers. */
  readonly key: string;
  readonly stance: StanceName;
  /** With whom alone a refusal will not talk, each once, by their ids; empty where it is of all, and for other stances. */
  readonly to: readonly PartyId[];
  /** Other reports that it needs: those that give an offer's issues, or put the demand. */
  readonly rests: readonly PlacedReport[];
  /** The issues under which it is listed as an answer. */
  readonly answers: readonly IssueId[];
}

const gives = (subject: SubjectOrReport, stance: StanceName, more: Partial<GivenStance> = {}): GivenStance => ({
  subject,
  key: subjectKey(subject),
  stance,
  to: [],
  rests: [],
  answers: [],
  ...more,
});

const onClaim = ({ claim }: SubjectFields, stance: StanceName): GivenStance[] =>
  claim === undefined ? [] : [gives({ claim }, stance)];

const onAgreement = ({ agreement }: SubjectFields, stance: StanceName): GivenStance[] =>
  agreement === undefined ? [] : [gives({ agreement }, stance)];

const onProposal = ({ proposal }: SubjectFields, stance: StanceName): GivenStance[] =>
  proposal === undefined ? [] : [gives({ proposal }, stance)];

const onNamed = (subjects: SubjectFields, stance: StanceName): GivenStance[] => [
  ...onClaim(subjects, stance),
  ...onProposal(subjects, stance),
  ...onAgreement(subjects, stance),
];

const onIssue = ({ issue }: SubjectFields, stance: StanceName): GivenStance[] =>
  issue === undefined ? [] : [gives({ issue }, stance)];

const issuesOf = (proposal: ProposalId | undefined, around: Surroundings) => [...around.proposal(proposal).issues];

/** To make or accept an offer is a position on each of its issues as well. */
const onOffer = (subjects: SubjectFields, stance: StanceName, around: Surroundings): GivenStance[] => [
  ...onProposal(subjects, stance),
  ...issuesOf(subjects.proposal, around).map(([issue, by]) => gives({ issue }, stance, { rests: [by] })),
];

/** What the answers to a demand are held by: two parties may make a demand each in one development. */
export const demandKey = ({ development, report: { party } }: PlacedReport): string =>
  `report:${development} ${party ?? ''}`;

/**
 * An answer to a demand. An acceptance is a position on each of its issues as well; a rejection is only listed there.
 * @param notOf a party whose own demands are left out
 */
function onDemand(
  { report: id }: SubjectFields,
  stance: StanceName,
  around: Surroundings,
  notOf?: PartyId,
): GivenStance[] {
  if (id === undefined) return [];
  const puts = around.demandNamed(id);
  return notOf !== undefined && proposersOf(puts).includes(notOf) ? [] : toDemand(puts, stance);
}

function toDemand(puts: readonly PutOffer<'demand'>[], stance: StanceName): GivenStance[] {
  const [demand] = puts;
  if (!demand) return [];
  // Two reports of one demand may name different issues.
  const issues = [...groupBy(puts, ({ report: { issue } }) => issue)];
  const rests = issues.flatMap(([, [by]]) => by ?? []);
  const listed = { key: demandKey(demand), rests, answers: issues.map(([issue]) => issue) };
  const answer = gives({ report: demand.development }, stance, listed);
  if (stance === 'rejects') return [answer];
  return [answer, ...issues.map(([issue, [by]]) => gives({ issue }, stance, { rests: by ? [by] : [] }))];
}

/** Who turns down an offer of its own answers nobody. */
function rejects(subjects: SubjectFields, { party }: PartyAtPlace, around: Surroundings): GivenStance[] {
  const { proposal } = subjects;
  const isOwn = around.proposal(proposal).proposers.includes(party);
  const issues = isOwn ? [] : issuesOf(proposal, around);
  const listed = { rests: issues.map(([, by]) => by), answers: issues.map(([issue]) => issue) };
  return [
    ...onProposal(subjects, 'rejects').map((given) => ({ ...given, ...listed })),
    ...onAgreement(subjects, 'rejects'),
    ...onDemand(subjects, 'rejects', around, party),
  ];
}

function accepts({ report, subjects }: PlacedReport, around: Surroundings): GivenStance[] {
  const stance = acceptsOutright(report) ? 'accepts' : 'accepts-with-conditions';
  return [
    ...onOffer(subjects, stance, around),
    ...onAgreement(subjects, stance),
    ...onDemand(subjects, stance, around),
  ];
}

/** An endorsement that names no offer is of the talks. It is a position only of parties without standing. */
function endorses(subjects: SubjectFields, { role }: PartyAtPlace): GivenStance[] {
  if (subjects.proposal !== undefined) return onProposal(subjects, 'endorses');
  return hasStanding(role) ? [] : [gives(ON_TALKS, 'endorses')];
}

/** The stances that its kind gives, but for the one of an act in the talks. */
function byKind(t: PlacedReport, party: PartyAtPlace, around: Surroundings): GivenStance[] {
  const { report, subjects } = t;
  switch (report.kind) {
    case 'confirmation':
      return onNamed(subjects, 'confirms');
    case 'denial':
      return onNamed(subjects, 'denies');
    case 'overture':
      return [gives(ON_TALKS, 'ready')];
    case 'refusal':
      return [gives(ON_TALKS, 'refuses', { to: [...new Set(report.to)].toSorted() })];
    case 'proposal':
      return onOffer(subjects, 'proposes', around);
    case 'acceptance':
      return accepts(t, around);
    case 'rejection':
      return rejects(subjects, party, around);
    case 'demand':
      return onIssue(subjects, 'demands');
    case 'concession':
      return onIssue(subjects, 'concedes');
    case 'stance':
      return onIssue(subjects, report.toward);
    case 'endorsement':
      return endorses(subjects, party);
    case 'agreement':
      return onAgreement(subjects, 'agrees');
    case 'ratification':
      return onAgreement(subjects, report.outcome === 'approved' ? 'ratifies' : 'rejects');
    case 'withdrawal':
    case 'contact':
    case 'involvement':
    case 'assessment':
    case 'implementation':
    case 'violation':
    case 'pressure':
    case 'suspension':
    case 'resumption':
    case 'breakdown':
    case 'conclusion':
    case 'no-comment':
      return [];
  }
}

/** All stances that a report gives one of its parties. */
export const stancesOf = (t: PlacedReport, party: PartyAtPlace, around: Surroundings): GivenStance[] => [
  ...byKind(t, party, around),
  ...(isActInTheTalks(t.report, around.published) ? [gives(ON_TALKS, 'confirms')] : []),
];
