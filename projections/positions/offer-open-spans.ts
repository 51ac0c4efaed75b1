/**
 * What each offer was, and when, on the clock of publication. The offers that are open at an instant are found in these
 * spans, and only their lifecycles are followed.
 */
import type { Instant } from '../../events/dates.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import type { OfferKey } from '../report-index/offer-groups.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { groupBy } from '../support/group-by.js';
import { PersistentMap } from '../support/persistent-map.js';
import type { OfferLifecycles } from './offer-lifecycle.js';
import { isOpenAt, offerLifecyclesIn } from './offer-lifecycles.js';
import { laterOf, OfferSpanList, type OfferSpan } from './offer-span-list.js';
import { groupsFor, isSameState, lifecyclesAmong, offersDepending, stateAt, type OfferState } from './offer-states.js';

const offersOf = (offers: readonly OfferAtInstant[]): ReadonlySet<OfferKey> =>
  new Set(offers.map(({ offer }) => offer));

interface OfferSpans {
  readonly offer: OfferKey;
  /** In order; undefined where there would be too many. Before the first, the offer was nothing. */
  readonly spans: readonly OfferSpan[] | undefined;
}

/** An offer with more changes than this has no spans: to follow it at each of them would cost too much. */
const MOST_CHANGES = 64;

/** The instants at which one of these groups changes, in order. */
const changesOf = (groups: Iterable<ReportGroup>): Instant[] =>
  [...new Set([...groups].flatMap((group) => group.changedAt))].toSorted((a, b) => a - b);

function spansOf(reportIndex: ReportIndex, offer: OfferKey): OfferSpan[] | undefined {
  const groups = groupsFor(reportIndex, offer);
  const changes = changesOf(groups);
  if (changes.length > MOST_CHANGES) return undefined;
  const states: (OfferState & { from: Instant })[] = [];
  for (const from of changes) {
    const state = stateAt(reportIndex, offer, groups, from);
    const last = states.at(-1);
    if (!last || !isSameState(state, last)) states.push({ from, ...state });
  }
  return states.map((state, i) => ({ ...state, offer, to: states[i + 1]?.from ?? Infinity }));
}

/** The offers that were open at an instant. */
interface OpenAtInstant {
  readonly open: ReadonlySet<OfferKey>;
  /** Those of them that a rival may have replaced before they were declared anew, with all these rivals. */
  readonly rivals: ReadonlySet<OfferKey>;
}

type OfferAtInstant = Omit<OfferSpan, 'from' | 'to'>;

/** The spans of all offers of an index. */
class OfferOpenSpans implements DerivedFromIndex {
  private constructor(
    private readonly all: PersistentMap<OfferKey, OfferSpans>,
    private readonly withoutSpans: ReadonlySet<OfferKey>,
    private readonly unanswered: OfferSpanList,
    private readonly byRivalry: PersistentMap<string, OfferSpanList>,
  ) {}

  static from(reportIndex: ReportIndex): OfferOpenSpans {
    const none = new OfferOpenSpans(PersistentMap.empty(), new Set(), OfferSpanList.empty(), PersistentMap.empty());
    return none.with(reportIndex, reportIndex.groups());
  }

  with(next: ReportIndex, changed: Iterable<ReportGroup>): OfferOpenSpans {
    const offers = new Set([...changed].flatMap((group) => [...offersDepending(next, group)]));
    if (offers.size === 0) return this;
    let { all, byRivalry } = this;
    const withoutSpans = new Set(this.withoutSpans);
    const before: OfferSpan[] = [];
    const after: OfferSpan[] = [];
    for (const offer of offers) {
      const spans = spansOf(next, offer);
      before.push(...(all.get(offer)?.spans ?? []));
      after.push(...(spans ?? []));
      all = all.with(offer, { offer, spans });
      if (spans) withoutSpans.delete(offer);
      else withoutSpans.add(offer);
    }
    const isUnanswered = (span: OfferSpan): boolean => span.isUnanswered;
    const unanswered = this.unanswered.with(offers, after.filter(isUnanswered));
    const rivalryIn = ({ rivalry }: OfferSpan): string => rivalry ?? '';
    const now = groupBy(after, rivalryIn);
    for (const rivalry of new Set([...before, ...after].map(rivalryIn)))
      if (rivalry !== '')
        byRivalry = byRivalry.with(
          rivalry,
          (byRivalry.get(rivalry) ?? OfferSpanList.empty()).with(offers, now.get(rivalry) ?? []),
        );
    return new OfferOpenSpans(all, withoutSpans, unanswered, byRivalry);
  }

  /** @param reportIndex that of these spans */
  openAt(reportIndex: ReportIndex, at: Instant): OpenAtInstant {
    const followed = [...this.withoutSpans].map((offer): OfferAtInstant => ({
      offer,
      ...stateAt(reportIndex, offer, groupsFor(reportIndex, offer), at),
    }));
    const unanswered = [...this.unanswered.at(at), ...followed.filter(({ isUnanswered }) => isUnanswered)];
    const rivalsIn = (rivalry: string): OfferAtInstant[] => followed.filter((offer) => offer.rivalry === rivalry);
    const lastToldOf = (rivalry: string): PlacedReport | undefined =>
      rivalsIn(rivalry).reduce(
        (latest, { lastTold }) => laterOf(latest, lastTold),
        this.byRivalry.get(rivalry)?.lastToldAt(at),
      );
    const named = new Set(unanswered.flatMap(({ rivalry }) => rivalry ?? []));
    const lastTold = new Map([...named].map((rivalry) => [rivalry, lastToldOf(rivalry)]));
    const open = unanswered.filter(
      (offer) => offer.rivalry === undefined || lastTold.get(offer.rivalry) === offer.lastTold,
    );
    const rivalries = new Set(open.flatMap(({ isToldAnew, rivalry }) => (isToldAnew ? (rivalry ?? []) : [])));
    const rivals = [...rivalries].flatMap((rivalry) => [
      ...(this.byRivalry.get(rivalry)?.at(at) ?? []),
      ...rivalsIn(rivalry),
    ]);
    return { open: offersOf(open), rivals: offersOf(rivals) };
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
