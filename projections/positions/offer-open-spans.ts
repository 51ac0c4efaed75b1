/** When each offer was open, on the clock of publication: what is open then is found without following every offer. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { NOW_LENS } from '../record/lens.js';
import { offerLifecyclesIn, isOpen, type OfferLifecycles } from './offer-lifecycles.js';
import { demandIn, offersTouchedBy, groupsOfOffer, type OfferKey } from '../report-index/offer-groups.js';
import { inOrder, type PlacedReportsById } from '../record/order.js';
import { PublishedReports, selectionOf } from '../report-index/selection.js';
import { PersistentMap } from '../support/persistent-map.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

interface Span {
  readonly from: Instant;
  /** The first instant at which it is so no more; none where it is so still. */
  readonly to: Instant | undefined;
}

/** Beyond so many moments an offer counts as always open: to follow it at each would cost too much. */
const MOST_MOMENTS = 64;
const ALWAYS: readonly Span[] = [{ from: -Infinity, to: undefined }];

/** These threads as they read by then, and nothing else. */
class GroupsAsOf implements PlacedReportsById {
  constructor(
    private readonly reportIndex: ReportIndex,
    private readonly published: PublishedReports,
  ) {}

  get(id: ReportId): PlacedReport | undefined {
    const group = this.reportIndex.groupOf(id);
    return group && group.reportsAsOf(this.published).find(({ placed }) => placed.id === id)?.placed;
  }

  has(id: ReportId): boolean {
    return this.get(id) !== undefined;
  }

  countedIn(group: ReportGroup): PlacedReport[] {
    return group.reportsAsOf(this.published).flatMap((line) => (line.counts ? [line.placed] : []));
  }
}

/** Of these offers, the courses of those that are open where these are the reports of a thread that count. */
export function openAmong(
  counted: Omit<CountedReports, 'reports' | 'all'>,
  offers: ReadonlySet<OfferKey>,
  reportsOf: (group: ReportGroup) => readonly PlacedReport[],
): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const groups = new Set([...offers].flatMap((offer) => [...groupsOfOffer(reportIndex, offer)]));
  const reports = [...groups].flatMap(reportsOf).toSorted(inOrder);
  const { proposals, demands } = offerLifecyclesIn({ ...counted, reports, all: reports });
  // Other offers of which these threads speak are followed in part only: they are not asked for.
  const isOne = (key: OfferKey | undefined): boolean => key !== undefined && offers.has(key);
  const demanded = (id: ReportId): OfferKey | undefined => {
    const group = reportIndex.groupOf(id);
    return group && demandIn(group);
  };
  return {
    proposals: proposals.filter((of) => isOne(`proposal:${of.proposal.proposal}`) && isOpen(of)),
    demands: demands.filter((of) => isOne(demanded(of.demand.id)) && isOpen(of)),
  };
}

function isOpenBy(reportIndex: ReportIndex, offer: OfferKey, by: Instant): boolean {
  const published = new PublishedReports(reportIndex, by);
  const selection = selectionOf(reportIndex, NOW_LENS, by, published);
  const excerpt = new GroupsAsOf(reportIndex, published);
  const counted = { selection, registry: selection.registry, at: by, byId: excerpt };
  const { proposals, demands } = openAmong(counted, new Set([offer]), (group) => excerpt.countedIn(group));
  return proposals.length + demands.length > 0;
}

/** The threads on which an offer's course depends read otherwise at these instants, and at no others. */
const momentsOf = (groups: Iterable<ReportGroup>): Instant[] =>
  [...new Set([...groups].flatMap((group) => group.changedAt))].toSorted((a, b) => a - b);

function spansOf(reportIndex: ReportIndex, offer: OfferKey): readonly Span[] {
  const moments = momentsOf(groupsOfOffer(reportIndex, offer));
  if (moments.length > MOST_MOMENTS) return ALWAYS;
  const spans: Span[] = [];
  for (const [i, from] of moments.entries()) {
    if (!isOpenBy(reportIndex, offer, from)) continue;
    const to = moments[i + 1];
    const last = spans.at(-1);
    if (last && last.to === from) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  }
  return spans;
}

interface OpenSpans {
  readonly offer: OfferKey;
  readonly spans: readonly Span[];
}

export class OfferOpenSpans implements DerivedFromIndex {
  private constructor(private readonly all: PersistentMap<OfferKey, OpenSpans>) {}

  static readonly NONE = new OfferOpenSpans(PersistentMap.empty());

  /** With these threads, in the chronicle that has them. */
  with(reportIndex: ReportIndex, groups: Iterable<ReportGroup>): OfferOpenSpans {
    let { all } = this;
    for (const offer of new Set([...groups].flatMap((group) => offersTouchedBy(reportIndex, group))))
      all = all.with(offer, { offer, spans: spansOf(reportIndex, offer) });
    return new OfferOpenSpans(all);
  }

  /** The offers that were open by then, and perhaps some that were not. */
  openBy(by: Instant): Set<OfferKey> {
    const open = new Set<OfferKey>();
    for (const { offer, spans } of this.all.values())
      if (spans.some(({ from, to }) => from <= by && (to === undefined || by < to))) open.add(offer);
    return open;
  }
}

/** The courses of the offers that are open, in the order of their first reports. */
export function openOffersIn(counted: CountedReports): OfferLifecycles {
  const { indexAsOf } = counted;
  if (!indexAsOf || indexAsOf.isFiltered) {
    const { proposals, demands } = offerLifecyclesIn(counted);
    return { proposals: proposals.filter(isOpen), demands: demands.filter(isOpen) };
  }
  return openAmong(counted, counted.selection.reportIndex.derive(OfferOpenSpans.NONE).openBy(indexAsOf.asOf), (group) =>
    indexAsOf.reportsOf(group),
  );
}
