/**
 * What each offer was, and when, on the clock of publication. The offers that are open at an instant are found in these
 * spans, and only their lifecycles are followed.
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
import type { IndexAsOf } from '../report-index/index-as-of.js';
import type { OfferLifecycles } from './offer-lifecycle.js';
import { isOpenAt, offerLifecyclesIn } from './offer-lifecycles.js';
import { rivalryOf } from './rival-offers.js';

/** What an offer is by itself: were it replaced only by those that name it, and had it no end. */
interface OfferState {
  /** Whether it was put and nothing has closed it. */
  readonly isUnanswered: boolean;
  /** Of a proposal: that of `rivalryOf`. Of all that have it in common, the one last told alone can be open. */
  readonly rivalry: string | undefined;
  readonly lastTold: PlacedReport | undefined;
  readonly isToldAnew: boolean;
}

interface Span {
  readonly from: Instant;
  /** Undefined where the offer does not exist. */
  readonly state: OfferState | undefined;
}

/** An offer with more changes than this has no spans: to follow it at each of them would cost too much. */
const MOST_CHANGES = 64;

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

/** Whether any version of a report of a group counters or replaces an offer. */
const supersedes = ({ versions }: ReportGroup): boolean =>
  versions.some((r) => r.kind === 'proposal' && (r.counters ?? r.replaces) !== undefined);

const proposalKeysIn = ({ offerKeys }: ReportGroup): string[] =>
  [...offerKeys].filter((key) => key.startsWith('proposal:'));

/**
 * The groups on which an offer depends, with all those of the offers that counter or replace it: whether they do depends
 * on who makes these.
 */
function groupsFor(reportIndex: ReportIndex, offer: OfferKey): Set<ReportGroup> {
  const groups = groupsOfOffer(reportIndex, offer);
  for (const group of [...groups].filter(supersedes))
    for (const key of proposalKeysIn(group)) for (const other of reportIndex.groupsNaming(key)) groups.add(other);
  return groups;
}

/** The offers that depend on a group, as `groupsFor` has it. */
function offersDepending(reportIndex: ReportIndex, group: ReportGroup): Set<OfferKey> {
  const superseding = proposalKeysIn(group).flatMap((key) => reportIndex.groupsNaming(key).filter(supersedes));
  return new Set([group, ...superseding].flatMap((g) => offersDependingOn(reportIndex, g)));
}

/**
 * The lifecycles of some offers.
 * @param offers those that are followed; others that their reports name are left out, since not all reports of them are
 * here
 * @param groups those on which these offers depend
 * @param reportsOf the counted reports of a group
 * @param rivals the proposals of which a later one replaces an earlier one: some whose reports are all here
 */
function lifecyclesAmong(
  counted: Omit<CountedReports, 'reports' | 'all'>,
  offers: ReadonlySet<OfferKey>,
  groups: ReadonlySet<ReportGroup>,
  reportsOf: (group: ReportGroup) => readonly PlacedReport[],
  rivals: ReadonlySet<OfferKey>,
): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const reports = [...groups].flatMap(reportsOf).toSorted(inOrder);
  const { proposals, demands } = offerLifecyclesIn({ ...counted, reports, all: reports }, ({ proposal }) =>
    rivals.has(`proposal:${proposal}`),
  );
  const isAsked = (key: OfferKey | undefined): boolean => key !== undefined && offers.has(key);
  const demandKey = (id: ReportId): OfferKey | undefined => {
    const group = reportIndex.groupOf(id);
    return group && demandKeyOf(group);
  };
  return {
    proposals: proposals.filter((of) => isAsked(`proposal:${of.proposal.proposal}`)),
    demands: demands.filter((of) => isAsked(demandKey(of.demand.id))),
  };
}

const NO_RIVALS: ReadonlySet<OfferKey> = new Set();

/** What an offer was by itself at an instant. */
function stateAt(
  reportIndex: ReportIndex,
  offer: OfferKey,
  groupsHere: ReadonlySet<ReportGroup>,
  at: Instant,
): OfferState | undefined {
  const published = new PublishedReports(reportIndex, at);
  const selection = selectionOf(reportIndex, NOW_LENS, at, published);
  const groups = new GroupsAsOf(reportIndex, published);
  const counted = { selection, registry: selection.registry, at, byId: groups };
  const countedIn = (group: ReportGroup) => groups.countedIn(group);
  const { proposals, demands } = lifecyclesAmong(counted, new Set([offer]), groupsHere, countedIn, NO_RIVALS);
  const lifecycles = [...proposals, ...demands].map(({ lifecycle }) => lifecycle);
  const [first] = lifecycles;
  if (!first) return undefined;
  return {
    isUnanswered: lifecycles.some(({ isUnanswered }) => isUnanswered),
    rivalry: proposals[0] && rivalryOf(proposals[0].proposal),
    lastTold: first.lastTold,
    isToldAnew: first.isToldAnew,
  };
}

/** The instants at which one of these groups changes, in order. */
const changesOf = (groups: Iterable<ReportGroup>): Instant[] =>
  [...new Set([...groups].flatMap((group) => group.changedAt))].toSorted((a, b) => a - b);

const isSameReport = (a: PlacedReport | undefined, b: PlacedReport | undefined): boolean =>
  a && b ? inOrder(a, b) === 0 : a === b;

const isSameState = (a: OfferState | undefined, b: OfferState | undefined): boolean =>
  a && b
    ? a.isUnanswered === b.isUnanswered &&
      a.rivalry === b.rivalry &&
      a.isToldAnew === b.isToldAnew &&
      isSameReport(a.lastTold, b.lastTold)
    : a === b;

/** From the first change on, in order; undefined where there are too many changes. */
function spansOf(
  reportIndex: ReportIndex,
  offer: OfferKey,
  groups: ReadonlySet<ReportGroup>,
): readonly Span[] | undefined {
  const changes = changesOf(groups);
  if (changes.length > MOST_CHANGES) return undefined;
  const spans: Span[] = [];
  for (const from of changes) {
    const state = stateAt(reportIndex, offer, groups, from);
    if (!isSameState(state, spans.at(-1)?.state)) spans.push({ from, state });
  }
  return spans;
}

/** The offers that were open at an instant. */
interface OpenOffers {
  readonly open: ReadonlySet<OfferKey>;
  /** Those of them that a rival may have replaced before they were declared anew, with all these rivals. */
  readonly rivals: ReadonlySet<OfferKey>;
}

interface OfferSpans {
  readonly offer: OfferKey;
  readonly spans: readonly Span[] | undefined;
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
      all = all.with(offer, { offer, spans: spansOf(next, offer, groupsFor(next, offer)) });
    return new OfferOpenSpans(all);
  }

  /** @param reportIndex that of these spans */
  openAt(reportIndex: ReportIndex, at: Instant): OpenOffers {
    const states = this.all.values().flatMap(({ offer, spans }) => {
      const state = spans
        ? spans.findLast(({ from }) => from <= at)?.state
        : stateAt(reportIndex, offer, groupsFor(reportIndex, offer), at);
      return state ? [{ offer, ...state }] : [];
    });
    const latest = new Map<string, PlacedReport>();
    for (const { rivalry, lastTold } of states) {
      if (rivalry === undefined || !lastTold) continue;
      const other = latest.get(rivalry);
      if (!other || inOrder(other, lastTold) < 0) latest.set(rivalry, lastTold);
    }
    const open = states.filter(
      ({ isUnanswered, rivalry, lastTold }) =>
        isUnanswered && (rivalry === undefined || latest.get(rivalry) === lastTold),
    );
    const rivalries = new Set(open.flatMap((of) => (of.isToldAnew ? (of.rivalry ?? []) : [])));
    const rivals = rivalries.size === 0 ? [] : states.filter(({ rivalry }) => rivalries.has(rivalry ?? ''));
    const keys = (of: readonly { readonly offer: OfferKey }[]) => new Set(of.map(({ offer }) => offer));
    return { open: keys(open), rivals: keys(rivals) };
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
