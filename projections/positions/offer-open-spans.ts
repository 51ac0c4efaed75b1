/**
 * When each offer was open, on the clock of publication. The offers that are open at an instant are found in these spans,
 * and only their lifecycles are followed.
 */
import type { Instant } from '../../events/dates.js';
import type { IssueId, ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';
import { partiesOf, subjectFieldsOf } from '../record/kinds.js';
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
 */
function lifecyclesAmong(
  counted: Omit<CountedReports, 'reports' | 'all'>,
  offers: ReadonlySet<OfferKey>,
  groups: ReadonlySet<ReportGroup>,
  reportsOf: (group: ReportGroup) => readonly PlacedReport[],
  withRivals: boolean,
): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const reports = [...groups].flatMap(reportsOf).toSorted(inOrder);
  const { proposals, demands } = offerLifecyclesIn({ ...counted, reports, all: reports }, withRivals);
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

/**
 * Whether an offer was open at an instant, were it replaced only by those that name it, and had it no end. Which others
 * replace it, and when it lapses, is asked of those that were open alone.
 */
function wasOpenAt(
  reportIndex: ReportIndex,
  offer: OfferKey,
  groupsHere: ReadonlySet<ReportGroup>,
  at: Instant,
): boolean {
  const published = new PublishedReports(reportIndex, at);
  const selection = selectionOf(reportIndex, NOW_LENS, at, published);
  const groups = new GroupsAsOf(reportIndex, published);
  const counted = { selection, registry: selection.registry, at, byId: groups };
  const countedIn = (group: ReportGroup) => groups.countedIn(group);
  const { proposals, demands } = lifecyclesAmong(counted, new Set([offer]), groupsHere, countedIn, false);
  return [...proposals, ...demands].some(({ lifecycle }) => lifecycle.isUnanswered);
}

/** The instants at which one of these groups changes, in order. */
const changesOf = (groups: Iterable<ReportGroup>): Instant[] =>
  [...new Set([...groups].flatMap((group) => group.changedAt))].toSorted((a, b) => a - b);

function spansOf(reportIndex: ReportIndex, offer: OfferKey, groups: ReadonlySet<ReportGroup>): readonly Span[] {
  const changes = changesOf(groups);
  if (changes.length > MOST_CHANGES) return ALWAYS;
  const spans: Span[] = [];
  for (const [i, from] of changes.entries()) {
    if (!wasOpenAt(reportIndex, offer, groups, from)) continue;
    const to = changes[i + 1];
    const last = spans.at(-1);
    if (last && last.to === from) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  }
  return spans;
}

/**
 * What offers of which one may replace the other have in common: one of those who make it together with one of its
 * issues, as any version of a report has them.
 */
function traitsOf(offer: OfferKey, groups: Iterable<ReportGroup>): ReadonlySet<string> {
  const versions = [...groups].flatMap((group) => group.versions.filter((r) => isOf(offer, r)));
  const makers = new Set(versions.flatMap((r) => (r.kind === 'proposal' ? partiesOf(r) : [])));
  const issues = new Set(versions.flatMap((r) => (r as { issues?: readonly IssueId[] }).issues ?? []));
  return new Set([...makers].flatMap((party) => [...issues].map((issue) => `${party} ${issue}`)));
}

const isOf = (offer: OfferKey, report: Report): boolean => {
  const { proposal } = subjectFieldsOf(report);
  return proposal !== undefined && `proposal:${proposal}` === offer;
};

interface OpenSpans {
  readonly offer: OfferKey;
  readonly spans: readonly Span[];
  readonly traits: ReadonlySet<string>;
}

/** The open spans of all offers of an index. */
class OfferOpenSpans implements DerivedFromIndex {
  private constructor(private readonly all: PersistentMap<OfferKey, OpenSpans>) {}

  static from(reportIndex: ReportIndex): OfferOpenSpans {
    return new OfferOpenSpans(PersistentMap.empty()).with(reportIndex, reportIndex.groups());
  }

  with(next: ReportIndex, changed: Iterable<ReportGroup>): OfferOpenSpans {
    let { all } = this;
    for (const offer of new Set([...changed].flatMap((group) => [...offersDepending(next, group)]))) {
      const groups = groupsFor(next, offer);
      all = all.with(offer, { offer, spans: spansOf(next, offer, groups), traits: traitsOf(offer, groups) });
    }
    return new OfferOpenSpans(all);
  }

  /** The offers that were open at an instant, and perhaps some that were not. */
  openAt(at: Instant): Set<OfferKey> {
    const open = new Set<OfferKey>();
    for (const { offer, spans } of this.all.values())
      if (spans.some(({ from, to }) => from <= at && (to === undefined || at < to))) open.add(offer);
    return open;
  }

  /** The proposals of which some may replace one of these offers. */
  rivalsOf(offers: ReadonlySet<OfferKey>): OfferKey[] {
    const wanted = new Set([...offers].flatMap((offer) => [...(this.all.get(offer)?.traits ?? [])]));
    return this.all.values().flatMap(({ offer, traits }) => ([...traits].some((of) => wanted.has(of)) ? [offer] : []));
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

/** The lifecycles of the offers that are open, and perhaps of some that are not. */
function openAmong(counted: CountedReports, indexAsOf: IndexAsOf, openSpans: OfferOpenSpans): OfferLifecycles {
  const { reportIndex } = counted.selection;
  const open = openSpans.openAt(indexAsOf.asOf);
  const groups = new Set([...open].flatMap((offer) => [...groupsFor(reportIndex, offer)]));
  for (const rival of openSpans.rivalsOf(open)) for (const group of reportIndex.groupsNaming(rival)) groups.add(group);
  return lifecyclesAmong(counted, open, groups, (group) => indexAsOf.reportsOf(group), true);
}
