/** The offers that are open under a lens: those of the whole index, but for what depends on reports that differ. */
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
  const { proposals, demands } = openOrLapsedIn(counted);
  return { proposals: proposals.filter(isOpenAt(counted.at)), demands: demands.filter(isOpenAt(counted.at)) };
}

/** The lifecycles of the offers that are open, and perhaps of some that are not. */
function openOrLapsedIn(counted: CountedReports): OfferLifecycles {
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
  if (indexAsOf.isNearlyWhole && changed.size === 0) return lifecyclesOfWhole(reportIndex);
  return openAmong(counted, indexAsOf, spans, changed);
}

/** Beyond a third of the reports, it is quicker to follow all offers anew. */
const isTooMuch = (leftOut: ReadonlySet<ReportGroup>, { blocks }: ReportIndex): boolean =>
  leftOut.size > 64 && leftOut.size > blocks.length * 12;

/** The lifecycles of the whole index, where just the same offers are open here and depend on nothing that is left out. */
function lifecyclesUnchanged(
  { selection: { reportIndex } }: CountedReports,
  indexAsOf: IndexAsOf,
  here: OpenAtInstant,
  changed: ReadonlySet<OfferKey>,
): OfferLifecycles | undefined {
  if (!indexAsOf.isNearlyWhole || changed.size === 0) return undefined;
  const isChanged = (offer: OfferKey) => here.open.has(offer) || here.rivals.has(offer);
  if ([...changed].some(isChanged)) return undefined;
  const whole = reportIndex.derive(BY_PUBLICATION).openNow(reportIndex);
  const isSame = isSameSet(whole.open, here.open) && isSameSet(whole.rivals, here.rivals);
  return isSame ? lifecyclesOfWhole(reportIndex) : undefined;
}

function lifecyclesOfWhole(reportIndex: ReportIndex): OfferLifecycles {
  const whole = wholeOf(reportIndex);
  const spans = reportIndex.derive(BY_PUBLICATION);
  return whole.indexAsOf.once(BY_PUBLICATION, () => openAmong(whole, whole.indexAsOf, spans, new Set()));
}

/** @param changed the offers that depend on reports which are left out */
function openAmong(
  counted: CountedReports,
  indexAsOf: IndexAsOf,
  spans: OfferOpenSpans,
  changed: ReadonlySet<OfferKey>,
): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const reportsOf = (group: ReportGroup) => indexAsOf.reportsOf(group);
  const { open, rivals } = spans.openAt(
    reportIndex,
    Math.min(indexAsOf.asOf, indexAsOf.happenedBy),
    statesAmong(counted, changed, reportsOf),
  );
  const here = lifecyclesUnchanged(counted, indexAsOf, { open, rivals }, changed);
  if (here) return here;
  const groups = new Set([...open].flatMap((offer) => [...dependenciesIn(reportIndex).groupsFor(offer)]));
  for (const rival of rivals) for (const group of reportIndex.groupsNaming(rival)) groups.add(group);
  return lifecyclesAmong(counted, open, groups, reportsOf, rivals);
}
