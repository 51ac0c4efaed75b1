/**
 * What each offer was, and when, on the clock of publication. The offers that are open at an instant are found in these
 * spans, and only their lifecycles are followed.
 */
import type { Instant } from '../../events/dates.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import type { OfferKey } from '../report-index/offer-groups.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { PersistentMap } from '../support/persistent-map.js';
import type { OfferLifecycles } from './offer-lifecycle.js';
import { isOpenAt, offerLifecyclesIn } from './offer-lifecycles.js';
import { groupsFor, isSameState, lifecyclesAmong, offersDepending, stateAt, type OfferState } from './offer-states.js';

/** What an offer was from one instant to the next span. Before its first span it was nothing. */
interface Span extends OfferState {
  readonly from: Instant;
}

interface OfferSpans {
  readonly offer: OfferKey;
  /** In order; undefined where there would be too many. */
  readonly spans: readonly Span[] | undefined;
}

/** An offer with more changes than this has no spans: to follow it at each of them would cost too much. */
const MOST_CHANGES = 64;

/** The instants at which one of these groups changes, in order. */
const changesOf = (groups: Iterable<ReportGroup>): Instant[] =>
  [...new Set([...groups].flatMap((group) => group.changedAt))].toSorted((a, b) => a - b);

function spansOf(reportIndex: ReportIndex, offer: OfferKey): readonly Span[] | undefined {
  const groups = groupsFor(reportIndex, offer);
  const changes = changesOf(groups);
  if (changes.length > MOST_CHANGES) return undefined;
  const spans: Span[] = [];
  for (const from of changes) {
    const state = stateAt(reportIndex, offer, groups, from);
    const last = spans.at(-1);
    if (!last || !isSameState(state, last)) spans.push({ from, ...state });
  }
  return spans;
}

function spanAt(spans: readonly Span[], at: Instant): Span | undefined {
  let i = spans.length - 1;
  while (i >= 0 && (spans[i] as Span).from > at) i -= 1;
  return spans[i];
}

/** The offers that were open at an instant. */
interface OpenAtInstant {
  readonly open: ReadonlySet<OfferKey>;
  /** Those of them that a rival may have replaced before they were declared anew, with all these rivals. */
  readonly rivals: ReadonlySet<OfferKey>;
}

interface OfferAtInstant {
  readonly offer: OfferKey;
  readonly state: OfferState;
}

/** The spans of all offers of an index. */
class OfferOpenSpans implements DerivedFromIndex {
  private constructor(private readonly all: PersistentMap<OfferKey, OfferSpans>) {}

  static from(reportIndex: ReportIndex): OfferOpenSpans {
    return new OfferOpenSpans(PersistentMap.empty()).with(reportIndex, reportIndex.groups());
  }

  with(next: ReportIndex, changed: Iterable<ReportGroup>): OfferOpenSpans {
    let { all } = this;
    for (const offer of new Set([...changed].flatMap((group) => [...offersDepending(next, group)])))
      all = all.with(offer, { offer, spans: spansOf(next, offer) });
    return new OfferOpenSpans(all);
  }

  /** @param reportIndex that of these spans */
  openAt(reportIndex: ReportIndex, at: Instant): OpenAtInstant {
    const unanswered: OfferAtInstant[] = [];
    const latest = new Map<string, PlacedReport>();
    this.forEachAt(reportIndex, at, (offer, state) => {
      if (state.isUnanswered) unanswered.push({ offer, state });
      const { rivalry, lastTold } = state;
      if (rivalry === undefined || !lastTold) return;
      const other = latest.get(rivalry);
      if (!other || inOrder(other, lastTold) < 0) latest.set(rivalry, lastTold);
    });
    const open = unanswered.filter(
      ({ state }) => state.rivalry === undefined || latest.get(state.rivalry) === state.lastTold,
    );
    const rivalries = new Set(open.flatMap(({ state }) => (state.isToldAnew ? (state.rivalry ?? []) : [])));
    const rivals = new Set<OfferKey>();
    if (rivalries.size > 0)
      this.forEachAt(reportIndex, at, (offer, { rivalry }) => {
        if (rivalry !== undefined && rivalries.has(rivalry)) rivals.add(offer);
      });
    return { open: new Set(open.map(({ offer }) => offer)), rivals };
  }

  /** Visits every offer without building a list: there may be thousands, and each reading asks. */
  private forEachAt(reportIndex: ReportIndex, at: Instant, take: (offer: OfferKey, state: OfferState) => void): void {
    for (const { offer, spans } of this.all.values()) {
      const state = spans ? spanAt(spans, at) : stateAt(reportIndex, offer, groupsFor(reportIndex, offer), at);
      if (state) take(offer, state);
    }
  }
}

/**
 * The lifecycles of the offers that are open, in the order of their first reports. They are found once for each part of an
 * index: the status shows them, and asks when the first of them lapses.
 */
export function openOffersIn(counted: CountedReports): OfferLifecycles {
  const find = () => findOpenIn(counted);
  return counted.indexAsOf ? counted.indexAsOf.once(`open offers at ${counted.at}`, find) : find();
}

function findOpenIn(counted: CountedReports): OfferLifecycles {
  const { indexAsOf, selection } = counted;
  const { proposals, demands } =
    !indexAsOf || indexAsOf.isFiltered
      ? offerLifecyclesIn(counted)
      : openAmong(counted, indexAsOf, selection.reportIndex.derive(OfferOpenSpans));
  return { proposals: proposals.filter(isOpenAt(counted.at)), demands: demands.filter(isOpenAt(counted.at)) };
}

/** The lifecycles of the offers that are open, and perhaps of some that have lapsed. */
function openAmong(counted: CountedReports, indexAsOf: IndexAsOf, openSpans: OfferOpenSpans): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const { open, rivals } = openSpans.openAt(reportIndex, indexAsOf.asOf);
  const groups = new Set([...open].flatMap((offer) => [...groupsFor(reportIndex, offer)]));
  for (const rival of rivals) for (const group of reportIndex.groupsNaming(rival)) groups.add(group);
  return lifecyclesAmong(counted, open, groups, (group) => indexAsOf.reportsOf(group), rivals);
}
