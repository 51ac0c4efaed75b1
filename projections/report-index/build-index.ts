/** Weaves the reports of a log together: ties, order, and who speaks of what. */
import type { ReportId } from '../../events/ids.js';
import { blocksOf, type Block } from './blocks.js';
import { ResumePoints } from './resume-points.js';
import { linkedBy } from '../record/developments.js';
import type { Entry } from '../record/entries.js';
import { groupBy } from '../support/group-by.js';
import type { PhaseState } from '../phase/phase-state.js';
import { LookaheadSpans } from './lookahead-spans.js';
import { ScannedSubjects, subjectKeysOf, withdrawnReportIn } from './subject-index.js';
import { inOrder } from '../record/order.js';
import {
  isReport,
  publishedChange,
  versionsOf,
  type PublishedChange,
  type ReportEntry,
} from '../record/published-reports.js';
import { PersistentMap } from '../support/persistent-map.js';
import { ReportGroup, type RegistryAndGrades, type IndexedReport } from './report-group.js';
import type { PlacedReport } from '../record/placed-report.js';

/** All reports that a report names as the same development, as it was entered and as it was corrected. */
export function linksOf(entry: ReportEntry, changes: readonly PublishedChange[]): ReportId[] {
  const ties = versionsOf(entry, changes).flatMap(({ corroborates }) => corroborates ?? []);
  return ties.length > 1 ? [...new Set(ties)] : ties;
}

/** The reports of a negotiation, tied together and in order, and what is found among them. */
export interface BuiltIndex {
  readonly groups: PersistentMap<ReportId, ReportGroup>;
  /** Those that have not always read as they do now. */
  readonly changingGroups: readonly ReportGroup[];
  readonly blocks: readonly Block[];
  /** By what they speak of, the reports that count. */
  readonly reportsBySubject: PersistentMap<string, readonly PlacedReport[]>;
  readonly lookaheadSpans: LookaheadSpans;
  readonly phaseStates: ResumePoints<PhaseState>;
  readonly groupsByOffer: PersistentMap<string, readonly ReportGroup[]>;
  /** By a report, those that name it as the same development: it may come later than they. */
  readonly tiedTo: Map<ReportId, ReportId[]>;
  /** Reports that are changed, and are not there. */
  readonly missingTargets: ReadonlySet<ReportId>;
}

/** The threads of which some report is taken back in this one. */
export const groupsWithdrawnIn = (
  { reports }: ReportGroup,
  groups: PersistentMap<ReportId, ReportGroup>,
): ReportGroup[] =>
  reports.flatMap(({ placed }) => {
    const id = withdrawnReportIn(placed);
    return (id !== undefined && groups.get(id)) || [];
  });

export function withOffersOf(
  speaking: PersistentMap<string, readonly ReportGroup[]>,
  before: ReadonlySet<ReportGroup>,
  group: ReportGroup,
): PersistentMap<string, readonly ReportGroup[]> {
  let anew = speaking;
  for (const key of group.offerKeys)
    anew = anew.with(key, [...(speaking.get(key) ?? []).filter((t) => !before.has(t)), group]);
  return anew;
}

export function withSubjectsOf(
  subjects: PersistentMap<string, readonly PlacedReport[]>,
  gone: readonly IndexedReport[],
  added: readonly IndexedReport[],
): PersistentMap<string, readonly PlacedReport[]> {
  const counting = (lines: readonly IndexedReport[]) => lines.filter((line) => line.counts).map((line) => line.placed);
  const without = new Set(counting(gone));
  const more = counting(added);
  let anew = subjects;
  for (const key of new Set([...without, ...more].flatMap(subjectKeysOf))) {
    const kept = (subjects.get(key) ?? []).filter((t) => !without.has(t));
    const others = more.filter((t) => subjectKeysOf(t).includes(key));
    const last = kept.at(-1);
    const isAfter = last === undefined || others.every((t) => inOrder(last, t) < 0);
    anew = anew.with(key, isAfter ? [...kept, ...others] : [...kept, ...others].toSorted(inOrder));
  }
  return anew;
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

/** Ties the reports together and puts them in order. */
export function buildIndex(counting: readonly Entry[], desk: RegistryAndGrades): BuiltIndex {
  const reports = new Map(counting.filter(isReport).map((entry) => [entry.fact.report.reportId, entry]));
  const changes = groupBy(
    counting.flatMap((entry) => publishedChange(entry) ?? []),
    (change) => change.reportId,
  );
  const tiedTo = new Map<ReportId, ReportId[]>();
  const ties: [ReportId, ReportId][] = [];
  for (const [id, entry] of reports)
    for (const target of linksOf(entry, changes.get(id) ?? [])) {
      ties.push([id, target]);
      tiedTo.set(target, [...(tiedTo.get(target) ?? []), id]);
    }
  const root = linkedBy(ties.filter(([, target]) => reports.has(target)));
  const groups = new Map<ReportId, ReportGroup>();
  const all: ReportGroup[] = [];
  for (const [, tied] of groupBy(reports, ([id]) => root(id))) {
    const ids = tied.map(([id]) => id);
    const group = new ReportGroup(
      tied.map(([, entry]) => entry),
      ids.flatMap((id) => changes.get(id) ?? []),
      desk,
    );
    all.push(group);
    for (const id of ids) groups.set(id, group);
  }
  const blocks = blocksOf(all.flatMap((group) => group.reports).toSorted((a, b) => inOrder(a.placed, b.placed)));
  const spans = new LookaheadSpans();
  // Twice: what is taken back may come before or after what takes it back.
  for (const group of [...all, ...all]) spans.add(group);
  const subjects = new ScannedSubjects(blocks.flatMap((block) => block.reports));
  return {
    reportsBySubject: PersistentMap.of(subjects.all()),
    lookaheadSpans: spans,
    phaseStates: new ResumePoints(),
    groupsByOffer: groupsByOfferIn(all),
    groups: PersistentMap.of(groups),
    changingGroups: all.filter((group) => group.firstPublishedAt < group.settledAt),
    blocks: blocks,
    tiedTo,
    missingTargets: new Set([...changes.keys()].filter((id) => !reports.has(id))),
  };
}
