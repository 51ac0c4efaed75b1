/**
 * What each offer was, and when, on the clock of publication. The offers that are open at an instant are found in these
 * spans, and only their lifecycles are followed.
 */
import type { Instant } from '../../events/dates.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import type { OfferKey } from '../report-index/offer-groups.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { groupBy } from '../support/group-by.js';
import { PersistentMap } from '../support/persistent-map.js';
import { isSameSet } from '../support/sets.js';
import { wholeOf } from '../threads/thread-reading.js';
import type { OfferLifecycles } from './offer-lifecycle.js';
import { isOpenAt, offerLifecyclesIn } from './offer-lifecycles.js';
import { laterOf, OfferSpanList, type OfferSpan } from './offer-span-list.js';
import {
  groupsFor,
  isSameState,
  lifecyclesAmong,
  offersDepending,
  stateAmong,
  stateAt,
  type OfferState,
} from './offer-states.js';

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
  #now: OpenAtInstant | undefined;
  #known: { readonly at: Instant; readonly last: readonly LastOfRivalry[] } | undefined;

  private constructor(
    private readonly all: PersistentMap<OfferKey, OfferSpans>,
    private readonly withoutSpans: ReadonlySet<OfferKey>,
    /** Those that nothing can replace that does not name them. */
    private readonly unrivalled: OfferSpanList,
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
    const isUnrivalled = ({ isUnanswered, rivalry }: OfferSpan): boolean => isUnanswered && rivalry === undefined;
    const unrivalled = this.unrivalled.with(before.filter(isUnrivalled), after.filter(isUnrivalled));
    const rivalryIn = ({ rivalry }: OfferSpan): string => rivalry ?? '';
    const [was, now] = [groupBy(before, rivalryIn), groupBy(after, rivalryIn)];
    for (const rivalry of new Set([...before, ...after].map(rivalryIn)))
      if (rivalry !== '')
        byRivalry = byRivalry.with(
          rivalry,
          (byRivalry.get(rivalry) ?? OfferSpanList.empty()).with(was.get(rivalry) ?? [], now.get(rivalry) ?? []),
        );
    return new OfferOpenSpans(all, withoutSpans, unrivalled, byRivalry);
  }

  /**
   * The offers that are open at an instant: those that nothing has answered and, of each rivalry, the one last told alone.
   * @param reportIndex that of these spans
   * @param changed what some offers are otherwise than in the index
   */
  openAt(reportIndex: ReportIndex, at: Instant, changed: readonly OfferAtInstant[] = []): OpenAtInstant {
    const others = offersOf(changed);
    const isSame = ({ offer }: OfferSpan): boolean => !others.has(offer);
    const followed = [...this.withoutSpans]
      .filter((offer) => !others.has(offer))
      .map((offer): OfferAtInstant => ({
        offer,
        ...stateAt(reportIndex, offer, groupsFor(reportIndex, offer), at),
      }))
      .concat(changed);
    const isRival = ({ rivalry }: OfferAtInstant): boolean => rivalry !== undefined;
    const open = [
      ...this.unrivalled.at(at).filter(isSame),
      ...followed.filter((offer) => !isRival(offer)),
      ...this.#lastTold(followed.filter(isRival), at, isSame),
    ].filter(({ isUnanswered }) => isUnanswered);
    const rivalries = new Set(open.flatMap(({ isToldAnew, rivalry }) => (isToldAnew ? (rivalry ?? []) : [])));
    const rivals = [...rivalries].flatMap((rivalry) => [
      ...(this.byRivalry.get(rivalry)?.at(at) ?? []).filter(isSame),
      ...followed.filter((offer) => offer.rivalry === rivalry),
    ]);
    return { open: offersOf(open), rivals: offersOf(rivals) };
  }

  /** The offers that are open. */
  openNow(reportIndex: ReportIndex): OpenAtInstant {
    return (this.#now ??= this.openAt(reportIndex, Infinity));
  }

  /** Of each rivalry, the offer that was last told. */
  #lastTold(followed: readonly OfferAtInstant[], at: Instant, isSame: (span: OfferSpan) => boolean): OfferAtInstant[] {
    const found = new Map<string, OfferAtInstant>();
    const here = this.#lastToldAt(at).flatMap(({ list, last }) =>
      isSame(last) ? last : (list.lastToldAt(at, isSame) ?? []),
    );
    for (const offer of [...here, ...followed]) {
      const rivalry = offer.rivalry ?? '';
      const other = found.get(rivalry);
      if (!other || laterOf(offer.lastTold, other.lastTold) !== other.lastTold) found.set(rivalry, offer);
    }
    return [...found.values()];
  }

  /** The same, were no offer otherwise than in the index. What the present shows is asked for again and again. */
  #lastToldAt(at: Instant): readonly LastOfRivalry[] {
    if (this.#known?.at === at) return this.#known.last;
    const last = this.byRivalry.values().flatMap((list): LastOfRivalry[] => {
      const span = list.lastToldAt(at, () => true);
      return span ? [{ list, last: span }] : [];
    });
    this.#known = { at, last };
    return last;
  }
}

/** Of a rivalry, all that was told, and what was told last. */
interface LastOfRivalry {
  readonly list: OfferSpanList;
  readonly last: OfferSpan;
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
  const { proposals, demands } = openOrLapsedIn(counted);
  return { proposals: proposals.filter(isOpenAt(counted.at)), demands: demands.filter(isOpenAt(counted.at)) };
}

/** The lifecycles of the offers that are open, and perhaps of some that are not. */
function openOrLapsedIn(counted: CountedReports): OfferLifecycles {
  const { indexAsOf, selection } = counted;
  if (!indexAsOf || indexAsOf.isFiltered) return offerLifecyclesIn(counted);
  const { reportIndex } = selection;
  const spans = reportIndex.derive(OfferOpenSpans);
  const changed = new Set(indexAsOf.leftOut.flatMap((group) => [...offersDepending(reportIndex, group)]));
  // Where nothing is left out that an offer depends on, they are those of the whole index.
  if (indexAsOf.isNearlyWhole && changed.size === 0) return lifecyclesOfWhole(reportIndex);
  return openAmong(counted, indexAsOf, spans, [...changed]);
}

/** The lifecycles of the whole index, where just the same offers are open here and depend on nothing that is left out. */
function lifecyclesUnchanged(
  { selection: { reportIndex } }: CountedReports,
  indexAsOf: IndexAsOf,
  here: OpenAtInstant,
  changed: readonly OfferKey[],
): OfferLifecycles | undefined {
  if (!indexAsOf.isNearlyWhole || changed.length === 0) return undefined;
  const isChanged = (offer: OfferKey) => here.open.has(offer) || here.rivals.has(offer);
  if (changed.some(isChanged)) return undefined;
  const whole = reportIndex.derive(OfferOpenSpans).openNow(reportIndex);
  const isSame = isSameSet(whole.open, here.open) && isSameSet(whole.rivals, here.rivals);
  return isSame ? lifecyclesOfWhole(reportIndex) : undefined;
}

function lifecyclesOfWhole(reportIndex: ReportIndex): OfferLifecycles {
  const whole = wholeOf(reportIndex);
  const spans = reportIndex.derive(OfferOpenSpans);
  return whole.indexAsOf.once(OfferOpenSpans, () => openAmong(whole, whole.indexAsOf, spans, []));
}

/** @param changed the offers that depend on reports which are left out */
function openAmong(
  counted: CountedReports,
  indexAsOf: IndexAsOf,
  spans: OfferOpenSpans,
  changed: readonly OfferKey[],
): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const reportsOf = (group: ReportGroup) => indexAsOf.reportsOf(group);
  const stateOf = (offer: OfferKey) => stateAmong(counted, offer, groupsFor(reportIndex, offer), reportsOf);
  const { open, rivals } = spans.openAt(
    reportIndex,
    indexAsOf.asOf,
    changed.map((offer) => ({ offer, ...stateOf(offer) })),
  );
  const here = lifecyclesUnchanged(counted, indexAsOf, { open, rivals }, changed);
  if (here) return here;
  const groups = new Set([...open].flatMap((offer) => [...groupsFor(reportIndex, offer)]));
  for (const rival of rivals) for (const group of reportIndex.groupsNaming(rival)) groups.add(group);
  return lifecyclesAmong(counted, open, groups, reportsOf, rivals);
}
