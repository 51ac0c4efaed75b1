/** Builds a report index from a log: ties reports together, puts them in order, and sorts them by subject. */
import type { ReportId } from '../../events/ids.js';
import { linkedBy } from '../record/developments.js';
import type { Entry } from '../record/entries.js';
import { countBefore } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import {
  isReport,
  publishedChange,
  versionsOf,
  type PublishedChange,
  type ReportEntry,
} from '../record/published-reports.js';
import { withPauses } from '../support/at-once.js';
import { groupBy } from '../support/group-by.js';
import { PersistentMap } from '../support/persistent-map.js';
import { blocksOf, byPlacement, type Block } from './blocks.js';
import { LookaheadSpans } from './lookahead-spans.js';
import { SpanList } from '../support/span-list.js';
import { ReportGroup, type DeskRecord, type IndexedReport } from './report-group.js';
import { ScannedSubjects, subjectKeysOf, reportReadBy } from './subject-index.js';

/** How finely a report index is divided. The owner of the index sets it; tests choose small numbers. */
export interface IndexLimits {
  /** The most reports that one block holds, at least 1: the phase machine's state is kept after each block. */
  readonly reportsPerBlock: number;
}

export const DEFAULT_INDEX_LIMITS: IndexLimits = Object.freeze({ reportsPerBlock: 48 });

/** All reports that a report names in `corroborates`, as it was entered and after each correction. */
export function linksOf(entry: ReportEntry, changes: readonly PublishedChange[]): ReportId[] {
  const links = versionsOf(entry, changes).flatMap(({ corroborates }) => corroborates ?? []);
  return links.length > 1 ? [...new Set(links)] : links;
}

/** The parts of a report index that are built from its reports. */
export interface BuiltIndex {
  readonly groups: PersistentMap<ReportId, ReportGroup>;
  /** The groups that have not always read as they do now, from when they first read otherwise. */
  readonly changing: SpanList<ReportGroup>;
  /** The groups of which not all happened at once, from the first to the last. */
  readonly lasting: SpanList<ReportGroup>;
  readonly blocks: readonly Block[];
  /** The counted reports of each subject, in order, by the keys of `subjectKeysOf`. */
  readonly reportsBySubject: PersistentMap<string, readonly PlacedReport[]>;
  readonly lookaheadSpans: LookaheadSpans;
  /** The groups that name an offer, by the keys of `ReportGroup.offerKeys`. */
  readonly groupsByOffer: PersistentMap<string, readonly ReportGroup[]>;
  /** By report, those that corroborate it. It may be recorded later than they are. */
  readonly corroborating: PersistentMap<ReportId, readonly ReportId[]>;
  /** Reports that a retraction or correction names, and that are not in the record. */
  readonly missingTargets: ReadonlySet<ReportId>;
}

/** The groups of the reports that this group's withdrawals and acceptances name. */
export const groupsReadBy = ({ reports }: ReportGroup, groups: PersistentMap<ReportId, ReportGroup>): ReportGroup[] =>
  reports.flatMap(({ placed }) => {
    const id = reportReadBy(placed);
    return (id !== undefined && groups.get(id)) || [];
  });

/** The groups by report, with these in place of others. */
export function withReportsOf(
  groups: PersistentMap<ReportId, ReportGroup>,
  replaced: readonly ReportGroup[],
  added: readonly ReportGroup[],
): PersistentMap<ReportId, ReportGroup> {
  let next = groups;
  for (const { entries } of replaced) for (const { fact } of entries) next = next.with(fact.report.reportId, undefined);
  for (const group of added) for (const { fact } of group.entries) next = next.with(fact.report.reportId, group);
  return next;
}

/** The groups by offer, with these in place of others. */
export function withOffersOf(
  groupsByOffer: PersistentMap<string, readonly ReportGroup[]>,
  replaced: ReadonlySet<ReportGroup>,
  groups: readonly ReportGroup[],
): PersistentMap<string, readonly ReportGroup[]> {
  let next = groupsByOffer;
  for (const key of new Set([...replaced, ...groups].flatMap((group) => [...group.offerKeys])))
    next = next.with(key, [
      ...(groupsByOffer.get(key) ?? []).filter((other) => !replaced.has(other)),
      ...groups.filter((group) => group.offerKeys.has(key)),
    ]);
  return next;
}

/** By report, those that corroborate it, with the links of these groups in place of those of others. */
export function withLinksOf(
  corroborating: PersistentMap<ReportId, readonly ReportId[]>,
  replaced: Iterable<ReportGroup>,
  groups: Iterable<ReportGroup>,
): PersistentMap<ReportId, readonly ReportId[]> {
  const linksIn = (all: Iterable<ReportGroup>): [ReportId, ReportId][] =>
    [...all].flatMap(({ entries, changes }) =>
      entries.flatMap((entry) =>
        linksOf(entry, changes).map((to): [ReportId, ReportId] => [to, entry.fact.report.reportId]),
      ),
    );
  let next = corroborating;
  for (const [to, from] of linksIn(replaced))
    next = next.with(
      to,
      (next.get(to) ?? []).filter((id) => id !== from),
    );
  for (const [to, from] of linksIn(groups)) next = next.with(to, [...(next.get(to) ?? []), from]);
  return next;
}

/** The groups of these reports, which others are not tied to. */
export function groupsOf(
  entries: readonly ReportEntry[],
  changes: readonly PublishedChange[],
  desk: DeskRecord,
): ReportGroup[] {
  const root = linkedBy(
    entries.flatMap((entry) =>
      linksOf(entry, changes).map((to): [ReportId, ReportId] => [entry.fact.report.reportId, to]),
    ),
  );
  const inRecord = entries.toSorted((a, b) => a.logged.revision - b.logged.revision);
  return [...groupBy(inRecord, ({ fact }) => root(fact.report.reportId)).values()].map((tied) => {
    const ids = new Set(tied.map(({ fact }) => fact.report.reportId));
    return new ReportGroup(
      tied,
      changes.filter(({ reportId }) => ids.has(reportId)),
      desk,
    );
  });
}

/** The reports by subject, without some reports and with others. A list in which nothing changes stays the same. */
export function withSubjectsOf(
  subjects: PersistentMap<string, readonly PlacedReport[]>,
  removed: readonly IndexedReport[],
  added: readonly IndexedReport[],
): PersistentMap<string, readonly PlacedReport[]> {
  const counting = (reports: readonly IndexedReport[]) => reports.filter((r) => r.counts).map((r) => r.placed);
  const gone = counting(removed);
  const more = counting(added);
  let next = subjects;
  for (const key of new Set([...gone, ...more].flatMap(subjectKeysOf))) {
    const isOfIt = (t: PlacedReport) => subjectKeysOf(t).includes(key);
    next = next.with(key, listWith(subjects.get(key) ?? [], gone.filter(isOfIt), more.filter(isOfIt)));
  }
  return next;
}

/** A list in order, without some reports and with others. A long one is copied at once, not report by report. */
function listWith(
  list: readonly PlacedReport[],
  gone: readonly PlacedReport[],
  more: readonly PlacedReport[],
): readonly PlacedReport[] {
  const next = list.slice();
  for (const t of gone) {
    const at = countBefore(next, t);
    if (next[at] === t) next.splice(at, 1);
  }
  for (const t of more) next.splice(countBefore(next, t), 0, t);
  return next;
}

function groupsByOfferIn(all: readonly ReportGroup[]): PersistentMap<string, readonly ReportGroup[]> {
  const byKey = new Map<string, ReportGroup[]>();
  for (const group of all)
    for (const key of group.offerKeys) {
      const others = byKey.get(key);
      if (others) others.push(group);
      else byKey.set(key, [group]);
    }
  return PersistentMap.of(byKey);
}

/** Groups between two pauses: each takes some hundredths of a millisecond. */
const AT_ONCE = 200;

/**
 * Builds the parts of an index, step by step.
 * @param counting the entries that are not voided, in the order of recording
 */
export function* buildingIndex(
  counting: readonly Entry[],
  desk: DeskRecord,
  limits: IndexLimits,
): Generator<undefined, BuiltIndex> {
  const reports = new Map(counting.filter(isReport).map((entry) => [entry.fact.report.reportId, entry]));
  yield;
  const changes = groupBy(
    counting.flatMap((entry) => publishedChange(entry) ?? []),
    (change) => change.reportId,
  );
  yield;
  const corroborating = new Map<ReportId, ReportId[]>();
  const links: [ReportId, ReportId][] = [];
  yield* withPauses(reports, AT_ONCE, ([id, entry]) => {
    for (const target of linksOf(entry, changes.get(id) ?? [])) {
      links.push([id, target]);
      const others = corroborating.get(target);
      if (others) others.push(id);
      else corroborating.set(target, [id]);
    }
  });
  const root = linkedBy(links);
  const groups = new Map<ReportId, ReportGroup>();
  const all: ReportGroup[] = [];
  const tiedTogether = groupBy(reports, ([id]) => root(id));
  yield;
  yield* withPauses(tiedTogether, AT_ONCE, ([, tied]) => {
    const ids = tied.map(([id]) => id);
    const group = new ReportGroup(
      tied.map(([, entry]) => entry),
      ids.flatMap((id) => changes.get(id) ?? []),
      desk,
    );
    all.push(group);
    for (const id of ids) groups.set(id, group);
  });
  const inPlace = all.flatMap((group) => group.reports).toSorted(byPlacement);
  yield;
  const blocks = blocksOf(inPlace, limits.reportsPerBlock);
  yield;
  const lookaheadSpans = new LookaheadSpans();
  // Twice, since a withdrawal may come before or after the report that it names.
  for (let times = 0; times < 2; times += 1) yield* withPauses(all, AT_ONCE, (group) => lookaheadSpans.add(group));
  const subjects = new ScannedSubjects(inPlace.flatMap(({ counts, placed }) => (counts ? [placed] : [])));
  yield;
  const reportsBySubject = PersistentMap.of(subjects.all());
  const groupsByOffer = groupsByOfferIn(all);
  yield;
  return {
    reportsBySubject,
    lookaheadSpans,
    groupsByOffer,
    groups: PersistentMap.of(groups),
    changing: SpanList.of(all, ({ firstPublishedAt: from, settledAt: to }) => ({ from, to })),
    lasting: SpanList.of(all, ({ happenedFrom: from, happenedTo: to }) => ({ from, to })),
    blocks,
    corroborating: PersistentMap.of(corroborating),
    missingTargets: new Set([...changes.keys()].filter((id) => !reports.has(id))),
  };
}
