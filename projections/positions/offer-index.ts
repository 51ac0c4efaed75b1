/** Finds the offers that a report concerns. */
import type { ProposalId, ReportId } from '../../events/ids.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { groupBy } from '../support/group-by.js';
import { demandsNamed, type KnownOffers } from './known-offers.js';
import type { OfferLifecycle, OfferLifecycles } from './offer-lifecycle.js';
import { withdrawalTargetOf } from '../threads/withdrawals.js';

export class OfferIndex {
  private readonly bySlug = new Map<string, OfferLifecycle>();
  /** By each report that puts the demand. */
  private readonly byDemand = new Map<PlacedReport, OfferLifecycle>();
  private readonly putIn: ReadonlyMap<ReportId, readonly OfferLifecycle[]>;
  private readonly answeredIn = new Map<ReportId, Set<OfferLifecycle>>();

  constructor(
    private readonly counted: Pick<CountedReports, 'selection'>,
    private readonly knownOffers: KnownOffers,
    { proposals, demands }: OfferLifecycles,
  ) {
    for (const { proposal, lifecycle } of proposals) this.bySlug.set(proposal.proposal, lifecycle);
    for (const { puts, lifecycle } of demands) for (const t of puts) this.byDemand.set(t, lifecycle);
    const put = [
      ...proposals.flatMap(({ proposal, lifecycle }) => proposal.puts.map((t) => ({ t, lifecycle }))),
      ...demands.map(({ demand, lifecycle }) => ({ t: demand, lifecycle })),
    ];
    const byDevelopment = groupBy(put, ({ t }) => t.development);
    this.putIn = new Map(
      [...byDevelopment].map(([id, tied]) => [id, [...new Set(tied.map(({ lifecycle }) => lifecycle))]]),
    );
  }

  proposal(slug: ProposalId | ReportId | undefined): OfferLifecycle | undefined {
    return slug === undefined ? undefined : this.bySlug.get(slug);
  }

  /** The demand that a report makes. */
  demandIn(t: PlacedReport): OfferLifecycle | undefined {
    return this.byDemand.get(t);
  }

  /** The offers that a name stands for: a proposal’s slug, or the id of a report of demands. */
  named(name: ProposalId | ReportId | undefined): OfferLifecycle[] {
    if (name === undefined) return [];
    const proposal = this.proposal(name);
    return [...(proposal ? [proposal] : []), ...this.demands(name as ReportId)];
  }

  /** The offers that a report answers, if it is an answer. */
  answeredBy({ subjects: { proposal, report: id } }: PlacedReport): OfferLifecycle[] {
    const offer = this.proposal(proposal);
    return [...(offer ? [offer] : []), ...(id === undefined ? [] : this.demands(id))];
  }

  /** To be called where a report has closed an offer by an answer. */
  noteAnswer(t: PlacedReport, offer: OfferLifecycle): void {
    const offers = this.answeredIn.get(t.development) ?? new Set();
    this.answeredIn.set(t.development, offers.add(offer));
  }

  /**
   * The offers that a withdrawal may take back, or answers to which. By an own report: what was put or answered in its
   * development; only the offer, where the report put one. By another's: the offer that this put.
   */
  withdrawnBy(t: PlacedReport): OfferLifecycle[] {
    const { proposal, development, onlyOffer, onReport, answersTo } = withdrawalTargetOf(t, this.counted);
    const slug = proposal ?? answersTo;
    if (slug !== undefined) return this.named(slug);
    const named = t.subjects.report;
    if (named !== undefined && (onReport !== undefined || onlyOffer)) return this.demands(named);
    if (development === undefined) return [];
    return [...new Set([...(this.putIn.get(development) ?? []), ...(this.answeredIn.get(development) ?? [])])];
  }

  private demands(id: ReportId): OfferLifecycle[] {
    return demandsNamed(this.knownOffers, id).flatMap(([demand]) => (demand && this.byDemand.get(demand)) ?? []);
  }
}
