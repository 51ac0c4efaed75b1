/**
 * When each offer was open, on the clock of publication. The offers that are open at an instant are found in these spans,
 * and only their lifecycles are followed.
 */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import { NOW_LENS } from '../record/lens.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport, PlacedReportsById } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { demandKeyOf, groupsOfOffer, offersDependingOn, type OfferKey } from '../report-index/offer-groups.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { PublishedReports, selectionOf } from '../report-index/selection.js';
import { PersistentMap } from '../support/persistent-map.js';
import { offerLifecyclesIn, isOpen, type OfferLifecycles } from './offer-lifecycles.js';

interface Span {
  readonly from: Instant;
  /** The first instant after the span; undefined where it has no end. */
  readonly to: Instant | undefined;
}

/** An offer with more changes than this counts as always open: to follow it at each of them would cost too much. */
const MOST_CHANGES = 64;
const ALWAYS: readonly Span[] = [{ from: -Infinity, to: undefined }];

/** The reports of groups as they had been published by an instant. */
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
    return group.reportsAsOf(this.published).flatMap((r) => (r.counts ? [r.placed] : []));
  }
}

/**
 * The lifecycles of those of these offers that are open.
 * @param reportsOf the counted reports of a group
 */
function openAmong(
  counted: Omit<CountedReports, 'reports' | 'all'>,
  offers: ReadonlySet<OfferKey>,
  reportsOf: (group: ReportGroup) => readonly PlacedReport[],
): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const groups = new Set([...offers].flatMap((offer) => [...groupsOfOffer(reportIndex, offer)]));
  const reports = [...groups].flatMap(reportsOf).toSorted(inOrder);
  const { proposals, demands } = offerLifecyclesIn({ ...counted, reports, all: reports });
  // The groups name other offers too, of which not all reports are here: those are left out.
  const isAsked = (key: OfferKey | undefined): boolean => key !== undefined && offers.has(key);
  const demandKey = (id: ReportId): OfferKey | undefined => {
    const group = reportIndex.groupOf(id);
    return group && demandKeyOf(group);
  };
  return {
    proposals: proposals.filter((of) => isAsked(`proposal:${of.proposal.proposal}`) && isOpen(of)),
    demands: demands.filter((of) => isAsked(demandKey(of.demand.id)) && isOpen(of)),
  };
}

function isOpenAt(reportIndex: ReportIndex, offer: OfferKey, at: Instant): boolean {
  const published = new PublishedReports(reportIndex, at);
  const selection = selectionOf(reportIndex, NOW_LENS, at, published);
  const groups = new GroupsAsOf(reportIndex, published);
  const counted = { selection, registry: selection.registry, at, byId: groups };
  const { proposals, demands } = openAmong(counted, new Set([offer]), (group) => groups.countedIn(group));
  return proposals.length + demands.length > 0;
}

/** The instants at which one of these groups changes, in order. */
const changesOf = (groups: Iterable<ReportGroup>): Instant[] =>
  [...new Set([...groups].flatMap((group) => group.changedAt))].toSorted((a, b) => a - b);

function spansOf(reportIndex: ReportIndex, offer: OfferKey): readonly Span[] {
  const changes = changesOf(groupsOfOffer(reportIndex, offer));
  if (changes.length > MOST_CHANGES) return ALWAYS;
  const spans: Span[] = [];
  for (const [i, from] of changes.entries()) {
    if (!isOpenAt(reportIndex, offer, from)) continue;
    const to = changes[i + 1];
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

/** The open spans of all offers of an index. */
class OfferOpenSpans implements DerivedFromIndex {
  private constructor(private readonly all: PersistentMap<OfferKey, OpenSpans>) {}

  static from(reportIndex: ReportIndex): OfferOpenSpans {
    return new OfferOpenSpans(PersistentMap.empty()).with(reportIndex, reportIndex.groups());
  }

  with(next: ReportIndex, groups: Iterable<ReportGroup>): OfferOpenSpans {
    let { all } = this;
    for (const offer of new Set([...groups].flatMap((group) => offersDependingOn(next, group))))
      all = all.with(offer, { offer, spans: spansOf(next, offer) });
    return new OfferOpenSpans(all);
  }

  /** The offers that were open at an instant, and perhaps some that were not. */
  openAt(at: Instant): Set<OfferKey> {
    const open = new Set<OfferKey>();
    for (const { offer, spans } of this.all.values())
      if (spans.some(({ from, to }) => from <= at && (to === undefined || at < to))) open.add(offer);
    return open;
  }
}

/** The lifecycles of the offers that are open, in the order of their first reports. */
export function openOffersIn(counted: CountedReports): OfferLifecycles {
  const { indexAsOf, selection } = counted;
  if (!indexAsOf || indexAsOf.isFiltered) {
    const { proposals, demands } = offerLifecyclesIn(counted);
    return { proposals: proposals.filter(isOpen), demands: demands.filter(isOpen) };
  }
  const open = selection.reportIndex.derive(OfferOpenSpans).openAt(indexAsOf.asOf);
  return openAmong(counted, open, (group) => indexAsOf.reportsOf(group));
}
