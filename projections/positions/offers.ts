/** The answers for offers: every proposal and demand, what became of it, and which are open. */
import { z } from 'zod';
import { latestInstant, type Instant } from '../../events/dates.js';
import { issueId, partyId, proposalId, reportId } from '../../events/ids.js';
import { term } from '../../events/report.js';
import { becauseOf, withBecause } from '../report-index/because.js';
import { offerLifecyclesIn } from './offer-lifecycles.js';
import {
  OFFER_VALUES,
  type DemandLifecycle,
  type OfferLifecycle,
  type OfferLifecycles,
  type ProposalLifecycle,
} from './offer-lifecycle.js';
import { openOffersIn } from './open-offers.js';
import { latestOfferTerms } from './known-offers.js';
import { demandKey } from './stances.js';
import type { StancePair } from './held-stances.js';
import { Folds } from './folds.js';
import { groupBy } from '../support/group-by.js';
import { inOrder } from '../record/order.js';
import { subjectKey } from '../record/subjects.js';
import type { CountedReports } from '../report-index/counted-reports.js';

const makers = {
  party: partyId.nullable().meta({ description: 'The first of those who make it.' }),
  proposers: z.array(partyId).meta({ description: 'All who make it.' }),
  to: z.array(partyId).meta({
    description:
      'Whom it is meant for, as reports say. The answers of the principals among them close it; without any, those of all other principals.',
  }),
} as const;
const since = z.string().meta({ description: 'The place of the report that made it so, as precise as told.' });
const why = { because: z.array(reportId), reason: z.string().optional() } as const;

/** The stances that answer an offer. To confirm or deny that it was made is no answer. */
const ANSWERS = ['accepts', 'accepts-with-conditions', 'rejects', 'endorses'] as const;
type AnswerName = (typeof ANSWERS)[number];

const became = {
  value: z
    .enum(OFFER_VALUES)
    .meta({ description: '`named`: reports speak of it, none puts or answers it. `lapsed`: open past its time.' }),
  answers: z
    .array(z.strictObject({ party: partyId, stance: z.enum(ANSWERS), since: z.string() }))
    .meta({ description: 'Where other parties stand on it by their latest declared answer.' }),
  since,
  ...why,
} as const;
const proposalFields = {
  proposal: proposalId,
  title: z.string().nullable(),
  ...makers,
  issues: z.array(issueId),
  counters: z.string().nullable().meta({ description: 'The proposal, or the report of the demand, that it counters.' }),
  final: z.boolean().meta({ description: 'Made as a last word.' }),
  terms: z.array(term),
  until: z.string().nullable().meta({ description: 'When it lapses, as last told.' }),
} as const;
const demandFields = {
  report: reportId.meta({ description: 'The first report of the demand.' }),
  issue: issueId,
  ...makers,
  terms: z.array(term),
  deadline: z.string().nullable().meta({ description: 'When it lapses, as last told.' }),
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

/** All offers, explained, and which of them are open. */
export interface Offers {
  readonly proposals: ProposalAnswer[];
  readonly demands: DemandAnswer[];
  readonly openProposals: OpenProposalAnswer[];
  readonly openDemands: OpenDemandAnswer[];
}

const sinceOf = (lifecycle: OfferLifecycle): string => lifecycle.since().place.text;

const makersOf = ({ proposers, to }: OfferLifecycle) => ({
  party: proposers[0] ?? null,
  proposers: [...proposers],
  to: [...to],
});

function proposalRow({ proposal: p, lifecycle }: ProposalLifecycle): Unexplained<OpenProposalAnswer> {
  return {
    proposal: p.proposal,
    title: p.title ?? null,
    ...makersOf(lifecycle),
    issues: [...p.issues.keys()],
    counters: p.puts.map(({ report }) => report.counters).find((counters) => counters !== undefined) ?? null,
    final: p.puts.some(({ report }) => report.final === true),
    terms: latestOfferTerms(p.puts, p.proposers),
    until: p.until ?? null,
    since: sinceOf(lifecycle),
  };
}

function demandRow({ demand, puts, lifecycle }: DemandLifecycle): Unexplained<OpenDemandAnswer> {
  return {
    report: demand.id,
    issue: demand.report.issue,
    ...makersOf(lifecycle),
    terms: latestOfferTerms(puts, lifecycle.proposers),
    deadline: lifecycle.until ?? null,
    since: sinceOf(lifecycle),
  };
}

const isAnswer = (stance: string): stance is AnswerName => (ANSWERS as readonly string[]).includes(stance);

/** The stances by their keys, those of each party in the order in which reports first tell of the parties. */
type StancesByKey = ReadonlyMap<string, readonly StancePair[]>;

function stancesByKey(stances: readonly StancePair[]): StancesByKey {
  const parties = [...groupBy(stances, ({ party }) => party).values()].toSorted(([a], [b]) =>
    a && b ? inOrder(a.first.by, b.first.by) || a.first.nth - b.first.nth : 0,
  );
  return groupBy(parties.flat(), ({ key }) => key);
}

/** The latest declared answers of parties other than the makers. */
function answersTo(key: string, { proposers }: OfferLifecycle, stances: StancesByKey) {
  return (stances.get(key) ?? []).flatMap(({ party, declared: { held } }) => {
    if (proposers.includes(party) || !held || !isAnswer(held.stance)) return [];
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
    return (
      then !== undefined && then.value(kept.at) === lifecycle.value(counted.at) && sinceOf(then) === sinceOf(lifecycle)
    );
  };
  return withBecause(becauseOf(counted, lifecycle.trail(), holds));
}

const whyProposal = (counted: CountedReports, { proposal: { proposal }, lifecycle }: ProposalLifecycle) =>
  explained(counted, lifecycle, (kept) => kept.proposals.find((p) => p.proposal.proposal === proposal)?.lifecycle);

const whyDemand = (counted: CountedReports, { demand, lifecycle }: DemandLifecycle) =>
  explained(counted, lifecycle, (kept) => kept.demands.find((d) => d.demand.id === demand.id)?.lifecycle);

/**
 * When the first of the offers that are open lapses, in milliseconds since the epoch; Infinity where none will.
 */
export function offersValidUntil(counted: CountedReports): Instant {
  const { proposals, demands } = openOffersIn(counted);
  const ends = [...proposals, ...demands].flatMap(({ lifecycle: { until } }) =>
    until === undefined ? [] : [latestInstant(until) + 1],
  );
  return Math.min(Infinity, ...ends);
}

function proposalAnswerOf(counted: CountedReports, stances: StancesByKey, of: ProposalLifecycle): ProposalAnswer {
  const { proposal } = of.proposal;
  return {
    ...proposalRow(of),
    value: of.lifecycle.value(counted.at),
    answers: answersTo(subjectKey({ proposal }), of.lifecycle, stances),
    ...whyProposal(counted, of),
  };
}

function demandAnswerOf(counted: CountedReports, stances: StancesByKey, of: DemandLifecycle): DemandAnswer {
  const { demand, lifecycle } = of;
  return {
    ...demandRow(of),
    value: lifecycle.value(counted.at),
    answers: answersTo(demandKey(demand), lifecycle, stances),
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
  const stances = stancesByKey(new Folds(counted).heldStances());
  const proposals = lifecycles.proposals.map((of) => proposalAnswerOf(counted, stances, of));
  const demands = lifecycles.demands.map((of) => demandAnswerOf(counted, stances, of));
  return { proposals, demands, openProposals: onlyOpen(proposals), openDemands: onlyOpen(demands) };
}
