/** The answers for offers: every proposal and demand, what became of it, and which are open. */
import { z } from 'zod';
import { issueId, partyId, proposalId, reportId, type PartyId } from '../../events/ids.js';
import { term } from '../../events/report.js';
import { becauseOf, withBecause } from '../report-index/because.js';
import {
  offerLifecyclesIn,
  type OfferLifecycles,
  type DemandLifecycle,
  type ProposalLifecycle,
} from './offer-lifecycles.js';
import { OFFER_VALUES, type OfferLifecycle } from './offer-lifecycle.js';
import { openOffersIn } from './offer-open-spans.js';
import { latestOfferTerms } from './known-offers.js';
import { heldStancesOf, type StanceTracks } from './held-stances.js';
import { subjectKey, type SubjectOrReport } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';

const to = z.array(partyId).meta({ description: 'The principals for whom it is meant: only their answers close it.' });
const since = z.string().meta({ description: 'The place of the report that made it so, as precise as told.' });
const why = { because: z.array(reportId), reason: z.string().optional() } as const;

/** The stances that answer an offer. To confirm or deny that it was made is no answer. */
const ANSWERS = ['accepts', 'accepts-with-conditions', 'rejects', 'endorses'] as const;
type AnswerName = (typeof ANSWERS)[number];

const became = {
  value: z.enum(OFFER_VALUES).meta({ description: '`named`: reports speak of it, none puts it.' }),
  answers: z
    .array(z.strictObject({ party: partyId, stance: z.enum(ANSWERS), since: z.string() }))
    .meta({ description: 'Where other parties stand on it by their latest declared answer.' }),
  since,
  ...why,
} as const;
const proposalFields = {
  proposal: proposalId,
  title: z.string().nullable(),
  party: partyId.nullable().meta({ description: 'Who makes it.' }),
  issues: z.array(issueId),
  counters: z.string().nullable().meta({ description: 'The proposal, or the report of the demand, that it counters.' }),
  final: z.boolean().meta({ description: 'Made as a last word.' }),
  terms: z.array(term),
  to,
} as const;
const demandFields = {
  report: reportId.meta({ description: 'The first report of the demand.' }),
  issue: issueId,
  party: partyId.nullable(),
  terms: z.array(term),
  deadline: z.string().nullable(),
  to,
} as const;

/** One proposal. */
export const proposalAnswer = z.strictObject({ ...proposalFields, ...became });
export type ProposalAnswer = z.infer<typeof proposalAnswer>;
/** One demand. */
export const demandAnswer = z.strictObject({ ...demandFields, ...became });
export type DemandAnswer = z.infer<typeof demandAnswer>;
/** One open proposal, as the status shows it. */
export const openProposalAnswer = z.strictObject({ ...proposalFields, since, ...why });
export type OpenProposalAnswer = z.infer<typeof openProposalAnswer>;
/** One open demand, as the status shows it. */
export const openDemandAnswer = z.strictObject({ ...demandFields, since, ...why });
export type OpenDemandAnswer = z.infer<typeof openDemandAnswer>;

type Unexplained<T> = Omit<T, 'because' | 'reason'>;

/** The open offers, without `because`. */
export interface OpenOffers {
  readonly openProposals: readonly Unexplained<OpenProposalAnswer>[];
  readonly openDemands: readonly Unexplained<OpenDemandAnswer>[];
}

/** All offers, explained, and which of them are open. */
export interface Offers {
  readonly proposals: ProposalAnswer[];
  readonly demands: DemandAnswer[];
  readonly openProposals: OpenProposalAnswer[];
  readonly openDemands: OpenDemandAnswer[];
}

const sinceOf = (lifecycle: OfferLifecycle): string => lifecycle.since().place.text;

function proposalRow({ proposal: p, lifecycle }: ProposalLifecycle): Unexplained<OpenProposalAnswer> {
  return {
    proposal: p.proposal,
    title: p.title ?? null,
    party: p.party ?? null,
    issues: [...p.issues.keys()],
    counters: p.puts.map(({ report }) => report.counters).find((counters) => counters !== undefined) ?? null,
    final: p.puts.some(({ report }) => report.final === true),
    terms: latestOfferTerms(p.puts, p.party),
    to: [...lifecycle.to],
    since: sinceOf(lifecycle),
  };
}

function demandRow({ demand, puts, lifecycle }: DemandLifecycle): Unexplained<OpenDemandAnswer> {
  return {
    report: demand.id,
    issue: demand.report.issue,
    party: lifecycle.party ?? null,
    terms: latestOfferTerms(puts, lifecycle.party),
    deadline: puts.map(({ report }) => report.deadline).find((deadline) => deadline !== undefined) ?? null,
    to: [...lifecycle.to],
    since: sinceOf(lifecycle),
  };
}

/** The open offers, without `because`: about one pass over the reports. */
export function offersOf(counted: CountedReports): OpenOffers {
  const { proposals, demands } = openOffersIn(counted);
  return {
    openProposals: proposals.map(proposalRow),
    openDemands: demands.map(demandRow),
  };
}

const isAnswer = (stance: string): stance is AnswerName => (ANSWERS as readonly string[]).includes(stance);

/** The latest declared answers of parties other than the maker. */
function answersTo(about: SubjectOrReport, maker: PartyId | undefined, { parties }: StanceTracks) {
  const key = subjectKey(about);
  return [...parties].flatMap(([party, rows]) => {
    const held = party === maker ? undefined : rows.get(key)?.declared.held;
    if (!held || !isAnswer(held.stance)) return [];
    return [{ party, stance: held.stance, since: held.from.place.text }];
  });
}

/**
 * The reports that make an offer's value and `since` what they are; `find` finds the offer again from fewer reports.
 */
function explained(
  counted: CountedReports,
  lifecycle: OfferLifecycle,
  find: (kept: OfferLifecycles) => OfferLifecycle | undefined,
) {
  const holds = (kept: CountedReports) => {
    const then = find(offerLifecyclesIn(kept));
    return then !== undefined && then.value() === lifecycle.value() && sinceOf(then) === sinceOf(lifecycle);
  };
  return withBecause(becauseOf(counted, lifecycle.trail(), holds));
}

const whyProposal = (counted: CountedReports, { proposal: { proposal }, lifecycle }: ProposalLifecycle) =>
  explained(counted, lifecycle, (kept) => kept.proposals.find((p) => p.proposal.proposal === proposal)?.lifecycle);

const whyDemand = (counted: CountedReports, { demand, lifecycle }: DemandLifecycle) =>
  explained(counted, lifecycle, (kept) => kept.demands.find((d) => d.demand.id === demand.id)?.lifecycle);

function proposalAnswerOf(counted: CountedReports, heldStances: StanceTracks, of: ProposalLifecycle): ProposalAnswer {
  const { proposal, party } = of.proposal;
  return {
    ...proposalRow(of),
    value: of.lifecycle.value(),
    answers: answersTo({ proposal }, party, heldStances),
    ...whyProposal(counted, of),
  };
}

function demandAnswerOf(counted: CountedReports, heldStances: StanceTracks, of: DemandLifecycle): DemandAnswer {
  const { demand, lifecycle } = of;
  return {
    ...demandRow(of),
    value: lifecycle.value(),
    answers: answersTo({ report: demand.development }, lifecycle.party, heldStances),
    ...whyDemand(counted, of),
  };
}

function onlyOpen<T extends Pick<ProposalAnswer, 'value' | 'answers'>>(offers: readonly T[]) {
  return offers.flatMap(({ value, answers: _answers, ...offer }) => (value === 'open' ? [offer] : []));
}

/** The open offers, explained. */
export function openWithBecause(counted: CountedReports): Pick<Offers, 'openProposals' | 'openDemands'> {
  const { proposals, demands } = openOffersIn(counted);
  return {
    openProposals: proposals.map((of) => ({ ...proposalRow(of), ...whyProposal(counted, of) })),
    openDemands: demands.map((of) => ({ ...demandRow(of), ...whyDemand(counted, of) })),
  };
}

/** All offers, explained, in the order of their first reports. */
export function offersWithBecause(counted: CountedReports): Offers {
  const lifecycles = offerLifecyclesIn(counted);
  const heldStances = heldStancesOf(counted);
  const proposals = lifecycles.proposals.map((of) => proposalAnswerOf(counted, heldStances, of));
  const demands = lifecycles.demands.map((of) => demandAnswerOf(counted, heldStances, of));
  return { proposals, demands, openProposals: onlyOpen(proposals), openDemands: onlyOpen(demands) };
}
