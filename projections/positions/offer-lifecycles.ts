/** The lifecycles of all offers: one pass over the reports, each given to the offers that it concerns. */
import type { Instant } from '../../events/dates.js';
import { groupBy } from '../support/group-by.js';
import { OfferLifecycle, type DemandLifecycle, type OfferLifecycles } from './offer-lifecycle.js';
import { OfferIndex } from './offer-index.js';
import { knownOffersIn, offerFieldsOf, type KnownOffers, type Proposal } from './known-offers.js';
import type { PutOffer } from '../threads/put-offers.js';
import { RivalOffers, sameProposers } from './rival-offers.js';
import { principalsAt } from '../record/registry.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { ofEachParty, withdrawalTargetOf } from '../threads/withdrawals.js';

function demandLifecycleOf(puts: readonly PutOffer<'demand'>[]): DemandLifecycle[] {
  const [demand] = puts;
  const fields = offerFieldsOf(puts, ({ deadline }) => deadline);
  return demand ? [{ demand, puts, lifecycle: new OfferLifecycle(demand, fields) }] : [];
}

/** Copies of one development are one demand for each party that makes it. */
const demandLifecyclesOf = ({ demands }: KnownOffers): DemandLifecycle[] =>
  [...demands.values()].flatMap((tied) =>
    [...groupBy(tied, (t) => t.report.party).values()].flatMap(demandLifecycleOf),
  );

const lifecyclesOf = (knownOffers: KnownOffers): OfferLifecycles => ({
  proposals: [...knownOffers.proposals.values()].map((proposal) => ({
    proposal,
    lifecycle: new OfferLifecycle(proposal.first, proposal),
  })),
  demands: demandLifecyclesOf(knownOffers),
});

/** Whether it is open at an instant after the last report. */
export const isOpenAt =
  (at: Instant) =>
  ({ lifecycle }: { readonly lifecycle: OfferLifecycle }): boolean =>
    lifecycle.value(at) === 'open';

/** Gives reports, in order, to the offers that they concern. */
class OffersFold {
  constructor(
    private readonly counted: Pick<CountedReports, 'selection' | 'registry'>,
    private readonly offers: OfferIndex,
    private readonly rivals: RivalOffers,
  ) {}

  take(t: PlacedReport): void {
    const { report } = t;
    if (report.kind === 'proposal') this.propose(t, report);
    if (report.kind === 'demand') this.offers.demandIn(t)?.put(t);
    if (report.kind === 'acceptance' || report.kind === 'rejection') this.answer(t);
    if (report.kind === 'withdrawal') this.withdrawEach(t);
  }

  /** An offer that counters one of its own makers takes the place of it. A later one cannot be replaced. */
  private propose(t: PlacedReport, { proposal, counters, replaces }: PutOffer<'proposal'>['report']): void {
    const offer = this.offers.proposal(proposal);
    if (!offer) return;
    for (const other of this.offers.named(counters))
      if (other !== offer && !sameProposers(offer, other)) this.supersede(other, 'countered', t);
    for (const other of [...this.offers.named(counters), ...this.offers.named(replaces)])
      if (other !== offer && other.isTold && sameProposers(offer, other)) this.supersede(other, 'replaced', t);
    const isNews = offer.put(t);
    this.rivals.stands(offer);
    if (isNews) this.rivals.replacedBy(offer, t);
  }

  private supersede(offer: OfferLifecycle, how: 'countered' | 'replaced', t: PlacedReport): void {
    offer.supersede(how, t);
    this.rivals.stands(offer);
  }

  private answer(t: PlacedReport): void {
    const answered = t.declares ? this.offers.answeredBy(t) : [];
    if (answered.length === 0) return;
    const principals = principalsAt(this.counted.registry, t.place.at);
    for (const offer of answered) {
      if (!offer.answer(t, principals)) continue;
      this.offers.noteAnswer(t, offer);
      this.rivals.stands(offer);
    }
  }

  private withdrawEach(t: PlacedReport): void {
    for (const one of ofEachParty(t)) this.withdraw(one);
  }

  private withdraw(t: PlacedReport): void {
    const withdrawn = withdrawalTargetOf(t, this.counted);
    for (const offer of this.offers.withdrawnBy(t)) {
      offer.withdraw(t, withdrawn);
      this.rivals.stands(offer);
    }
  }
}

/**
 * The lifecycles of every proposal that reports name, and of every demand, after the last report.
 * @param isRival whether a later offer on the same issues replaces this one without naming it
 */
export const offerLifecyclesIn = (
  counted: CountedReports,
  isRival: (proposal: Proposal) => boolean = () => true,
): OfferLifecycles => offerLifecyclesAmong(counted, counted.reports, isRival);

/**
 * The same, from less.
 * @param reports those of the counted reports that are about offers, in order, and perhaps others of them
 */
export function offerLifecyclesAmong(
  counted: Omit<CountedReports, 'reports' | 'all'>,
  reports: readonly PlacedReport[],
  isRival: (proposal: Proposal) => boolean = () => true,
): OfferLifecycles {
  const knownOffers = knownOffersIn(counted, reports);
  const lifecycles = lifecyclesOf(knownOffers);
  const index = new OfferIndex(counted, knownOffers, lifecycles);
  const rivals = new RivalOffers(lifecycles.proposals.filter(({ proposal }) => isRival(proposal)));
  const fold = new OffersFold(counted, index, rivals);
  for (const t of reports) fold.take(t);
  return lifecycles;
}
