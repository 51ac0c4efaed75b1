/** The offers that are open under a lens: those of the whole index, but for what depends on reports that differ. */
import type { Instant } from '../../events/dates.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import type { OfferKey } from '../report-index/offer-groups.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { ReportIndex } from '../report-index/report-index.js';
import { isSameSet } from '../support/sets.js';
import { wholeOf } from '../threads/thread-reading.js';
import type { OfferLifecycles } from './offer-lifecycle.js';
import { isOpenAt, offerLifecyclesAmong, offerLifecyclesIn } from './offer-lifecycles.js';
import { BY_PUBLICATION, WITH_HINDSIGHT, type OfferOpenSpans, type OpenAtInstant } from './offer-open-spans.js';
import { dependenciesIn, lifecyclesAmong, statesAmong } from './offer-states.js';

/**
 * The lifecycles of the offers that are open, in the order of their first reports. They are found once for each part of an
 * index: the status shows them, and asks when the first of them lapses.
 */
export function openOffersIn(counted: CountedReports): OfferLifecycles {
  const find = () => findOpenIn(counted);
  return counted.indexAsOf ? counted.indexAsOf.once(`open offers at ${counted.at}`, find) : find();
}

function findOpenIn(counted: CountedReports): OfferLifecycles {
  const found = openOrLapsedIn(counted);
  if (found) return withoutLapsed(found, counted.at);
  const { reportIndex } = counted.selection;
  return wholeOf(reportIndex)
    .indexAsOf.once(LatestOpen, () => new LatestOpen(reportIndex))
    .at(counted.at);
}

const withoutLapsed = ({ proposals, demands }: OfferLifecycles, at: Instant): OfferLifecycles => ({
  proposals: proposals.filter(isOpenAt(at)),
  demands: demands.filter(isOpenAt(at)),
});

/** The offers of a whole index that are open at an instant: the same list for all who ask at the same. */
class LatestOpen {
  #latest: { readonly at: Instant; readonly open: OfferLifecycles } | undefined;

  constructor(private readonly reportIndex: ReportIndex) {}

  at(at: Instant): OfferLifecycles {
    if (this.#latest?.at !== at) this.#latest = { at, open: withoutLapsed(lifecyclesOfWhole(this.reportIndex), at) };
    return this.#latest.open;
  }
}

/** The lifecycles of the offers that are open, and perhaps of some that are not; undefined where they are those of the whole index. */
function openOrLapsedIn(counted: CountedReports): OfferLifecycles | undefined {
  const { indexAsOf, selection } = counted;
  // Bounds on both clocks at once are rare.
  const isOnOneClock = indexAsOf && (indexAsOf.asOf === Infinity || indexAsOf.happenedBy === Infinity);
  if (!indexAsOf) return offerLifecyclesIn(counted);
  const { reportIndex } = selection;
  const { leftOut } = indexAsOf;
  if (!isOnOneClock || isTooMuch(leftOut, reportIndex)) return offerLifecyclesAmong(counted, indexAsOf.offering());
  const spans = reportIndex.derive(indexAsOf.happenedBy === Infinity ? BY_PUBLICATION : WITH_HINDSIGHT);
  const dependencies = dependenciesIn(reportIndex);
  const changed = new Set([...leftOut].flatMap((group) => [...dependencies.offersDepending(group)]));
  // Where nothing is left out that an offer depends on, they are those of the whole index.
  if (indexAsOf.isNearlyWhole && changed.size === 0) return undefined;
  const here = openHere(counted, indexAsOf, spans, changed);
  return areUnchanged(counted, indexAsOf, here, changed) ? undefined : lifecyclesOf(counted, indexAsOf, here);
}

/** Beyond a third of the reports, it is quicker to follow all offers anew. */
const isTooMuch = (leftOut: ReadonlySet<ReportGroup>, { blocks }: ReportIndex): boolean =>
  leftOut.size > 64 && leftOut.size > blocks.length * 12;

/** Whether just the same offers are open here as in the whole index, and depend on nothing that is left out. */
function areUnchanged(
  { selection: { reportIndex } }: CountedReports,
  indexAsOf: IndexAsOf,
  here: OpenAtInstant,
  changed: ReadonlySet<OfferKey>,
): boolean {
  if (!indexAsOf.isNearlyWhole) return false;
  const isChanged = (offer: OfferKey) => here.open.has(offer) || here.rivals.has(offer);
  if ([...changed].some(isChanged)) return false;
  const whole = reportIndex.derive(BY_PUBLICATION).openNow(reportIndex);
  return isSameSet(whole.open, here.open) && isSameSet(whole.rivals, here.rivals);
}

function lifecyclesOfWhole(reportIndex: ReportIndex): OfferLifecycles {
  const whole = wholeOf(reportIndex);
  const openNow = () => reportIndex.derive(BY_PUBLICATION).openNow(reportIndex);
  return whole.indexAsOf.once(BY_PUBLICATION, () => lifecyclesOf(whole, whole.indexAsOf, openNow()));
}

/** @param changed the offers that depend on reports which are left out */
function openHere(
  counted: CountedReports,
  indexAsOf: IndexAsOf,
  spans: OfferOpenSpans,
  changed: ReadonlySet<OfferKey>,
): OpenAtInstant {
  const reportsOf = (group: ReportGroup) => indexAsOf.reportsOf(group);
  return spans.openAt(
    counted.selection.reportIndex,
    Math.min(indexAsOf.asOf, indexAsOf.happenedBy),
    statesAmong(counted, changed, reportsOf),
  );
}

function lifecyclesOf(counted: CountedReports, indexAsOf: IndexAsOf, { open, rivals }: OpenAtInstant): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const dependencies = dependenciesIn(reportIndex);
  const groups = new Set([...open].flatMap((offer) => [...dependencies.groupsFor(offer)]));
  for (const rival of rivals) for (const group of reportIndex.groupsNaming(rival)) groups.add(group);
  return lifecyclesAmong(counted, open, groups, (group) => indexAsOf.reportsOf(group), rivals);
}
