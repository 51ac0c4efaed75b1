/**
 * What each offer was, and when, on the clock of publication or of what happened. The offers that are open at an instant are
 * found in these spans, and only their lifecycles are followed.
 */
import type { Instant } from '../../events/dates.js';
import type { OfferKey } from '../report-index/offer-groups.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { Derivation, DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { groupBy } from '../support/group-by.js';
import { PersistentMap } from '../support/persistent-map.js';
import { HAPPENED, REPORTED, type OfferClock } from './offer-clock.js';
import { laterOf, OfferSpanList, type OfferSpan } from './offer-span-list.js';
import { groupsFor, isSameState, offersDepending, stateAt, type OfferState } from './offer-states.js';

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
const changesOf = (groups: Iterable<ReportGroup>, clock: OfferClock): Instant[] =>
  [...new Set([...groups].flatMap((group) => clock.changesOf(group)))].toSorted((a, b) => a - b);

function spansOf(reportIndex: ReportIndex, offer: OfferKey, clock: OfferClock): OfferSpan[] | undefined {
  const groups = groupsFor(reportIndex, offer);
  const changes = changesOf(groups, clock);
  if (changes.length > MOST_CHANGES) return undefined;
  const states: (OfferState & { from: Instant })[] = [];
  for (const from of changes) {
    const state = stateAt(reportIndex, offer, groups, from, clock);
    const last = states.at(-1);
    if (!last || !isSameState(state, last)) states.push({ from, ...state });
  }
  return states.map((state, i) => ({ ...state, offer, to: states[i + 1]?.from ?? Infinity }));
}

/** The offers that were open at an instant. */
export interface OpenAtInstant {
  readonly open: ReadonlySet<OfferKey>;
  /** Those of them that a rival may have replaced before they were declared anew, with all these rivals. */
  readonly rivals: ReadonlySet<OfferKey>;
}

type OfferAtInstant = Omit<OfferSpan, 'from' | 'to'>;

/** The spans of all offers of an index. */
export class OfferOpenSpans implements DerivedFromIndex {
  #now: OpenAtInstant | undefined;
  #known: { readonly at: Instant; readonly last: readonly LastOfRivalry[] } | undefined;

  private constructor(
    private readonly clock: OfferClock,
    private readonly all: PersistentMap<OfferKey, OfferSpans>,
    private readonly withoutSpans: ReadonlySet<OfferKey>,
    /** Those that nothing can replace that does not name them. */
    private readonly unrivalled: OfferSpanList,
    private readonly byRivalry: PersistentMap<string, OfferSpanList>,
  ) {}

  static on(clock: OfferClock): Derivation<OfferOpenSpans> {
    const nothing = () =>
      new OfferOpenSpans(clock, PersistentMap.empty(), new Set(), OfferSpanList.empty(), PersistentMap.empty());
    return {
      *building(reportIndex) {
        yield;
        return nothing().with(reportIndex, reportIndex.groups());
      },
    };
  }

  with(next: ReportIndex, changed: Iterable<ReportGroup>): OfferOpenSpans {
    const offers = new Set([...changed].flatMap((group) => [...offersDepending(next, group)]));
    if (offers.size === 0) return this;
    let { all, byRivalry } = this;
    const withoutSpans = new Set(this.withoutSpans);
    const before: OfferSpan[] = [];
    const after: OfferSpan[] = [];
    for (const offer of offers) {
      const spans = spansOf(next, offer, this.clock);
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
    return new OfferOpenSpans(this.clock, all, withoutSpans, unrivalled, byRivalry);
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
        ...stateAt(reportIndex, offer, groupsFor(reportIndex, offer), at, this.clock),
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

export const BY_PUBLICATION = OfferOpenSpans.on(REPORTED);
export const WITH_HINDSIGHT = OfferOpenSpans.on(HAPPENED);

/** Of a rivalry, all that was told, and what was told last. */
interface LastOfRivalry {
  readonly list: OfferSpanList;
  readonly last: OfferSpan;
}
