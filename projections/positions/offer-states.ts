/** What one offer was by itself at an instant, and the reports on which that depends. */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import { NOW_LENS } from '../record/lens.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport, PlacedReportsById } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { OfferClock } from './offer-clock.js';
import { demandKeyOf, groupsOfOffer, offersDependingOn, type OfferKey } from '../report-index/offer-groups.js';
import type { IndexedReport, ReportGroup } from '../report-index/report-group.js';
import type { ReportIndex } from '../report-index/report-index.js';
import { PublishedReports, selectionOf } from '../report-index/selection.js';
import type { OfferLifecycles } from './offer-lifecycle.js';
import { offerLifecyclesAmong } from './offer-lifecycles.js';
import { rivalryOf } from './rival-offers.js';
import { groupBy } from '../support/group-by.js';
import { wholeOf } from '../threads/thread-reading.js';

/** What an offer is by itself: were it replaced only by those that name it, and had it no end. */
export interface OfferState {
  /** Whether it was put and nothing has closed it. */
  readonly isUnanswered: boolean;
  /** Of a proposal: `rivalryOf`. Of all that have it in common, the one last told alone can be open. */
  readonly rivalry: string | undefined;
  readonly lastTold: PlacedReport | undefined;
  readonly isToldAnew: boolean;
}

const isSameReport = (a: PlacedReport | undefined, b: PlacedReport | undefined): boolean =>
  a && b ? inOrder(a, b) === 0 : a === b;

export const isSameState = (a: OfferState, b: OfferState): boolean =>
  a.isUnanswered === b.isUnanswered &&
  a.rivalry === b.rivalry &&
  a.isToldAnew === b.isToldAnew &&
  isSameReport(a.lastTold, b.lastTold);

/** The reports of groups at an instant on a clock. */
class GroupsAsOf implements PlacedReportsById {
  constructor(
    private readonly reportIndex: ReportIndex,
    private readonly reportsOf: (group: ReportGroup) => readonly IndexedReport[],
  ) {}

  get(id: ReportId): PlacedReport | undefined {
    const group = this.reportIndex.groupOf(id);
    return group && this.reportsOf(group).find(({ placed }) => placed.id === id)?.placed;
  }

  has(id: ReportId): boolean {
    return this.get(id) !== undefined;
  }

  countedIn(group: ReportGroup): PlacedReport[] {
    return this.reportsOf(group).flatMap((r) => (r.counts ? [r.placed] : []));
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
export function groupsFor(reportIndex: ReportIndex, offer: OfferKey): Set<ReportGroup> {
  const groups = groupsOfOffer(reportIndex, offer);
  for (const group of [...groups].filter(supersedes))
    for (const key of proposalKeysIn(group)) for (const other of reportIndex.groupsNaming(key)) groups.add(other);
  return groups;
}

const NO_OFFERS: ReadonlySet<OfferKey> = new Set();

/** The offers that depend on a group, as `groupsFor` has it. */
export function offersDepending(reportIndex: ReportIndex, group: ReportGroup): ReadonlySet<OfferKey> {
  if (!group.isAboutOffers) return NO_OFFERS;
  const superseding = proposalKeysIn(group).flatMap((key) => reportIndex.groupsNaming(key).filter(supersedes));
  return new Set([group, ...superseding].flatMap((g) => offersDependingOn(reportIndex, g)));
}

/** Which offers depend on which groups, each looked up once: an index that lacks one report after another is asked again and again. */
class OfferDependencies {
  readonly #groups = new Map<OfferKey, ReadonlySet<ReportGroup>>();
  readonly #offers = new Map<ReportGroup, ReadonlySet<OfferKey>>();

  constructor(private readonly reportIndex: ReportIndex) {}

  /** See `groupsFor`. */
  groupsFor(offer: OfferKey): ReadonlySet<ReportGroup> {
    const groups = this.#groups.get(offer) ?? groupsFor(this.reportIndex, offer);
    this.#groups.set(offer, groups);
    return groups;
  }

  /** See `offersDepending`. */
  offersDepending(group: ReportGroup): ReadonlySet<OfferKey> {
    const offers = this.#offers.get(group) ?? offersDepending(this.reportIndex, group);
    this.#offers.set(group, offers);
    return offers;
  }
}

/** Those of an index, kept with it. */
export const dependenciesIn = (reportIndex: ReportIndex): OfferDependencies =>
  wholeOf(reportIndex).indexAsOf.once(OfferDependencies, () => new OfferDependencies(reportIndex));

/**
 * The lifecycles of some offers.
 * @param offers those that are followed; others that their reports name are left out, since not all reports of them are
 * here
 * @param groups those on which these offers depend
 * @param reportsOf the counted reports of a group
 * @param rivals the proposals of which a later one replaces an earlier one: some whose reports are all here
 */
export function lifecyclesAmong(
  counted: Omit<CountedReports, 'reports' | 'all'>,
  offers: ReadonlySet<OfferKey>,
  groups: ReadonlySet<ReportGroup>,
  reportsOf: (group: ReportGroup) => readonly PlacedReport[],
  rivals: ReadonlySet<OfferKey>,
): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const reports = [...groups].flatMap(reportsOf).toSorted(inOrder);
  const { proposals, demands } = offerLifecyclesAmong(counted, reports, ({ proposal }) =>
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

/** What an offer was by itself at an instant on a clock; before it came into being, one that nothing was said of. */
export function stateAt(
  reportIndex: ReportIndex,
  offer: OfferKey,
  groupsHere: ReadonlySet<ReportGroup>,
  at: Instant,
  clock: OfferClock,
): OfferState {
  const published = new PublishedReports(reportIndex, clock.publishedBy(at));
  const selection = selectionOf(reportIndex, NOW_LENS, at, published);
  const groups = new GroupsAsOf(reportIndex, (group) => clock.reportsOf(group, at, published));
  const counted = { selection, registry: selection.registry, at, byId: groups };
  const countedIn = (group: ReportGroup) => groups.countedIn(group);
  return stateAmong(counted, offer, groupsHere, countedIn);
}

/**
 * What an offer is by itself.
 * @param groups those on which it depends
 * @param reportsOf the counted reports of a group
 */
function stateAmong(
  counted: Omit<CountedReports, 'reports' | 'all'>,
  offer: OfferKey,
  groups: ReadonlySet<ReportGroup>,
  reportsOf: (group: ReportGroup) => readonly PlacedReport[],
): OfferState {
  return stateOf(lifecyclesAmong(counted, new Set([offer]), groups, reportsOf, NO_OFFERS));
}

/** @param lifecycles of one offer; of several demands of one group, all */
function stateOf({ proposals, demands }: OfferLifecycles): OfferState {
  const lifecycles = [...proposals, ...demands].map(({ lifecycle }) => lifecycle);
  const [first] = lifecycles;
  return {
    isUnanswered: lifecycles.some(({ isUnanswered }) => isUnanswered),
    rivalry: proposals[0] && rivalryOf(proposals[0].proposal),
    lastTold: first?.lastTold,
    isToldAnew: first?.isToldAnew === true,
  };
}

/**
 * What each of some offers is by itself, from one pass over the reports on which any of them depends.
 * @param reportsOf the counted reports of a group
 */
export function statesAmong(
  counted: Omit<CountedReports, 'reports' | 'all'>,
  offers: ReadonlySet<OfferKey>,
  reportsOf: (group: ReportGroup) => readonly PlacedReport[],
): (OfferState & { readonly offer: OfferKey })[] {
  const { reportIndex } = counted.selection;
  const dependencies = dependenciesIn(reportIndex);
  const groups = new Set([...offers].flatMap((offer) => [...dependencies.groupsFor(offer)]));
  const { proposals, demands } = lifecyclesAmong(counted, offers, groups, reportsOf, NO_OFFERS);
  const byProposal = groupBy(proposals, ({ proposal }): OfferKey => `proposal:${proposal.proposal}`);
  const byDemand = groupBy(demands, ({ demand }) => {
    const group = reportIndex.groupOf(demand.id);
    return group && demandKeyOf(group);
  });
  return [...offers].map((offer) => ({
    offer,
    ...stateOf({ proposals: byProposal.get(offer) ?? [], demands: byDemand.get(offer) ?? [] }),
  }));
}
