/** The lifecycles of all offers: one pass over the reports, each given to the offers that it concerns. */
import type { ProposalId, ReportId } from '../../events/ids.js';
import { groupBy } from '../support/group-by.js';
import { subjectFieldsOf } from '../record/kinds.js';
import { OfferLifecycle } from './offer-lifecycle.js';
import { meantFor, knownOffersIn, type Proposal, type PutOffer, type KnownOffers } from './known-offers.js';
import type { Registry } from '../record/registry.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { withdrawalTargetOf } from './withdrawals.js';

/** One proposal. */
export interface ProposalLifecycle {
  readonly proposal: Proposal;
  readonly lifecycle: OfferLifecycle;
}

/** One demand: that of one party in one development. */
export interface DemandLifecycle {
  /** Its first report. */
  readonly demand: PutOffer<'demand'>;
  /** All its reports, in order. */
  readonly puts: readonly PutOffer<'demand'>[];
  readonly lifecycle: OfferLifecycle;
}

/** In the order of their first reports. */
export interface OfferLifecycles {
  readonly proposals: readonly ProposalLifecycle[];
  readonly demands: readonly DemandLifecycle[];
}

function proposalLifecycleOf(proposal: Proposal, registry: Registry): ProposalLifecycle[] {
  const { reports, puts, party } = proposal;
  const [first] = reports;
  const to = meantFor(registry, puts.length ? puts : reports.slice(0, 1), party);
  return first ? [{ proposal, lifecycle: new OfferLifecycle(first, puts, party, to) }] : [];
}

function demandLifecycleOf(puts: readonly PutOffer<'demand'>[], registry: Registry): DemandLifecycle[] {
  const [demand] = puts;
  if (!demand) return [];
  const { party } = demand.report;
  return [{ demand, puts, lifecycle: new OfferLifecycle(demand, puts, party, meantFor(registry, puts, party)) }];
}

/** Copies of one development are one demand for each party that makes it. */
const demandLifecyclesOf = ({ demands }: KnownOffers, registry: Registry): DemandLifecycle[] =>
  [...demands.values()].flatMap((tied) =>
    [...groupBy(tied, (t) => t.report.party).values()].flatMap((puts) => demandLifecycleOf(puts, registry)),
  );

/** Whether it is open after the last report. */
export const isOpen = ({ lifecycle }: { readonly lifecycle: OfferLifecycle }): boolean => lifecycle.value() === 'open';

/** Finds the offers that a report concerns. */
class OfferIndex {
  private readonly bySlug = new Map<string, OfferLifecycle>();
  private readonly putIn: ReadonlyMap<ReportId, OfferLifecycle[]>;
  private readonly demandedIn: ReadonlyMap<ReportId, OfferLifecycle[]>;

  constructor(
    private readonly counted: CountedReports,
    private readonly knownOffers: KnownOffers,
    { proposals, demands }: OfferLifecycles,
  ) {
    for (const { proposal, lifecycle } of proposals) this.bySlug.set(proposal.proposal, lifecycle);
    const put = proposals.flatMap(({ proposal, lifecycle }) => proposal.puts.map((t) => ({ t, lifecycle })));
    const demanded = demands.map(({ demand, lifecycle }) => ({ t: demand, lifecycle }));
    this.demandedIn = lifecyclesBy(demanded);
    this.putIn = lifecyclesBy([...put, ...demanded]);
  }

  concernedBy(t: PlacedReport): ReadonlySet<OfferLifecycle> {
    const { report } = t;
    const own = report.kind === 'demand' ? (this.demandedIn.get(t.development) ?? []) : [];
    const countered = report.kind === 'proposal' ? this.counteredBy(report.counters) : [];
    const byReport = report.kind === 'withdrawal' ? this.withdrawnBy(t) : this.demand(subjectFieldsOf(report).report);
    return new Set([...own, ...this.proposal(subjectFieldsOf(report).proposal), ...countered, ...byReport]);
  }

  private proposal(slug: ProposalId | ReportId | undefined): OfferLifecycle[] {
    const lifecycle = slug === undefined ? undefined : this.bySlug.get(slug);
    return lifecycle ? [lifecycle] : [];
  }

  private demand(id: ReportId | ProposalId | undefined): readonly OfferLifecycle[] {
    const development = id === undefined ? undefined : this.knownOffers.developmentOf(id as ReportId);
    return development === undefined ? [] : (this.demandedIn.get(development) ?? []);
  }

  /** A counter names a proposal by its slug, or a demand by its report. */
  private counteredBy(counters: ProposalId | ReportId | undefined): OfferLifecycle[] {
    return [...this.proposal(counters), ...this.demand(counters)];
  }

  /**
   * A withdrawal that names an own report concerns the offer that this put or answered; another's, the demand that it
   * put.
   */
  private withdrawnBy(t: PlacedReport): readonly OfferLifecycle[] {
    const { development, onReport } = withdrawalTargetOf(t, this.counted);
    if (onReport !== undefined) return this.demandedIn.get(onReport) ?? [];
    const id = subjectFieldsOf(t.report).report;
    const target = id === undefined ? undefined : this.counted.selection.published.get(id)?.report;
    if (development === undefined || !target) return [];
    return [
      ...(this.putIn.get(development) ?? []),
      ...this.proposal(subjectFieldsOf(target).proposal),
      ...this.demand(subjectFieldsOf(target).report),
    ];
  }
}

function lifecyclesBy(
  puts: readonly { readonly t: PlacedReport; readonly lifecycle: OfferLifecycle }[],
): Map<ReportId, OfferLifecycle[]> {
  const byDevelopment = groupBy(puts, ({ t }) => t.development);
  return new Map([...byDevelopment].map(([id, tied]) => [id, tied.map(({ lifecycle }) => lifecycle)]));
}

/** The lifecycles of every proposal that reports name, and of every demand, after the last report. */
export function offerLifecyclesIn(counted: CountedReports): OfferLifecycles {
  const knownOffers = knownOffersIn(counted);
  const lifecycles = {
    proposals: [...knownOffers.proposals.values()].flatMap((p) => proposalLifecycleOf(p, counted.registry)),
    demands: demandLifecyclesOf(knownOffers, counted.registry),
  };
  const index = new OfferIndex(counted, knownOffers, lifecycles);
  for (const t of counted.reports)
    for (const lifecycle of index.concernedBy(t)) lifecycle.take(t, withdrawalTargetOf(t, counted));
  return lifecycles;
}
