/** Stances: which positions a report gives its party, by its kind. */
import type { IssueId, PartyId, ProposalId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { acceptsOutright, isActInTheTalks, subjectFieldsOf } from '../record/kinds.js';
import { demandsNamed, proposersOf, type KnownOffers, type PutOffer } from './known-offers.js';
import { ON_TALKS, subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { PartyAtPlace, PlacedReport } from '../record/placed-report.js';
import { hasStanding } from '../record/standing.js';

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

const onClaim = (report: Report, stance: StanceName): GivenStance[] => {
  const { claim } = subjectFieldsOf(report);
  return claim === undefined ? [] : [gives({ claim }, stance)];
};

const onAgreement = (report: Report, stance: StanceName): GivenStance[] => {
  const { agreement } = subjectFieldsOf(report);
  return agreement === undefined ? [] : [gives({ agreement }, stance)];
};

const onProposal = (report: Report, stance: StanceName): GivenStance[] => {
  const { proposal } = subjectFieldsOf(report);
  return proposal === undefined ? [] : [gives({ proposal }, stance)];
};

const onNamed = (report: Report, stance: StanceName): GivenStance[] => [
  ...onClaim(report, stance),
  ...onProposal(report, stance),
  ...onAgreement(report, stance),
];

const onIssue = (report: Report, stance: StanceName): GivenStance[] => {
  const { issue } = subjectFieldsOf(report);
  return issue === undefined ? [] : [gives({ issue }, stance)];
};

const issuesOf = (proposal: ProposalId | undefined, { proposals }: KnownOffers) =>
  proposal === undefined ? [] : [...(proposals.get(proposal)?.issues ?? [])];

/** To make or accept an offer is a position on each of its issues as well. */
const onOffer = (report: Report, stance: StanceName, knownOffers: KnownOffers): GivenStance[] => [
  ...onProposal(report, stance),
  ...issuesOf(subjectFieldsOf(report).proposal, knownOffers).map(([issue, by]) =>
    gives({ issue }, stance, { rests: [by] }),
  ),
];

/** What the answers to a demand are held by: two parties may make a demand each in one development. */
export const demandKey = ({ development, report: { party } }: PlacedReport): string =>
  `report:${development} ${party ?? ''}`;

/**
 * An answer to a demand. An acceptance is a position on its issue as well; a rejection is only listed there.
 * @param notOf a party whose own demands are left out
 */
function onDemand(report: Report, stance: StanceName, knownOffers: KnownOffers, notOf?: PartyId): GivenStance[] {
  const { report: id } = subjectFieldsOf(report);
  if (id === undefined) return [];
  return demandsNamed(knownOffers, id).flatMap((puts) => {
    const [demand] = puts;
    const isOwn = notOf !== undefined && proposersOf(puts).includes(notOf);
    return demand && !isOwn ? toDemand(demand, stance) : [];
  });
}

function toDemand(demand: PutOffer<'demand'>, stance: StanceName): GivenStance[] {
  const { issue } = demand.report;
  const rests = [demand];
  const answer = gives({ report: demand.development }, stance, { key: demandKey(demand), rests, answers: [issue] });
  return stance === 'rejects' ? [answer] : [answer, gives({ issue }, stance, { rests })];
}

/** Who turns down an offer of its own answers nobody. */
function rejects(report: Report, { party }: PartyAtPlace, knownOffers: KnownOffers): GivenStance[] {
  const { proposal } = subjectFieldsOf(report);
  const isOwn = proposal !== undefined && knownOffers.proposals.get(proposal)?.proposers.includes(party);
  const issues = isOwn ? [] : issuesOf(proposal, knownOffers);
  const listed = { rests: issues.map(([, by]) => by), answers: issues.map(([issue]) => issue) };
  return [
    ...onProposal(report, 'rejects').map((given) => ({ ...given, ...listed })),
    ...onAgreement(report, 'rejects'),
    ...onDemand(report, 'rejects', knownOffers, party),
  ];
}

function accepts(report: Report, knownOffers: KnownOffers): GivenStance[] {
  const stance = acceptsOutright(report) ? 'accepts' : 'accepts-with-conditions';
  return [
    ...onOffer(report, stance, knownOffers),
    ...onAgreement(report, stance),
    ...onDemand(report, stance, knownOffers),
  ];
}

/** An endorsement that names no offer is of the talks. It is a position only of parties without standing. */
function endorses(report: Report, { role }: PartyAtPlace): GivenStance[] {
  if (subjectFieldsOf(report).proposal !== undefined) return onProposal(report, 'endorses');
  return hasStanding(role) ? [] : [gives(ON_TALKS, 'endorses')];
}

/** The stances that its kind gives, but for the one of an act in the talks. */
function byKind(report: Report, party: PartyAtPlace, knownOffers: KnownOffers): GivenStance[] {
  switch (report.kind) {
    case 'confirmation':
      return onNamed(report, 'confirms');
    case 'denial':
      return onNamed(report, 'denies');
    case 'overture':
      return [gives(ON_TALKS, 'ready')];
    case 'refusal':
      return [gives(ON_TALKS, 'refuses', { to: [...new Set(report.to)].toSorted() })];
    case 'proposal':
      return onOffer(report, 'proposes', knownOffers);
    case 'acceptance':
      return accepts(report, knownOffers);
    case 'rejection':
      return rejects(report, party, knownOffers);
    case 'demand':
      return onIssue(report, 'demands');
    case 'concession':
      return onIssue(report, 'concedes');
    case 'stance':
      return onIssue(report, report.toward);
    case 'endorsement':
      return endorses(report, party);
    case 'agreement':
      return onAgreement(report, 'agrees');
    case 'ratification':
      return onAgreement(report, report.outcome === 'approved' ? 'ratifies' : 'rejects');
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
export const stancesOf = ({ report }: PlacedReport, party: PartyAtPlace, knownOffers: KnownOffers): GivenStance[] => [
  ...byKind(report, party, knownOffers),
  ...(isActInTheTalks(report, knownOffers.published) ? [gives(ON_TALKS, 'confirms')] : []),
];
