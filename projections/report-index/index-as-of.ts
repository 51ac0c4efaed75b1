/**
 * A report index as of an instant, and of it what a filter keeps. Parts that read the same are shared with the index.
 */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import type { PlacedReport, PlacedReportsById } from '../record/placed-report.js';
import type { PublishedReport } from '../record/published-reports.js';
import { groupBy } from '../support/group-by.js';
import { lazy } from '../support/lazy.js';
import { remembering, type Once } from '../support/once.js';
import type { AgreementTermsIndex } from './agreement-terms.js';
import { blockFor, byPlacement, type Block } from './blocks.js';
import { blockAsOf, blockWithout, newestOf, type BlockAsOf } from './blocks-as-of.js';
import { isKeptBy, type Kept, type ReportFilter } from '../record/kept.js';
import { lookaheadUnder, type Lookahead } from './lookahead.js';
import type { IndexedReport, ReportGroup } from './report-group.js';
import type { ReportIndex } from './report-index.js';
import { ReportsInRuns, type ReportSequence } from '../record/report-sequence.js';
import type { PublishedReports } from './selection.js';
import type { SubjectIndex } from './subject-index.js';
import { differencesIn, SubjectsAsOf, type Differences } from './subjects-as-of.js';

/** The reports of an index that a lens lets count, with the places that they give each other. */
export class IndexAsOf implements PlacedReportsById, SubjectIndex {
  /** The groups that read otherwise than in the index, each with its reports as they read here. */
  readonly changedGroups = new Map<ReportGroup, readonly IndexedReport[]>();
  readonly blocks: readonly BlockAsOf[];
  readonly #keeps: ReportFilter;
  /** What happened later is not here. */
  readonly happenedBy: Instant;
  /** Whether a lens chooses among the reports. */
  readonly isFiltered: boolean;
  readonly #leftOutByName: ReadonlySet<ReportGroup>;
  private readonly keepsAll: boolean;
  /** Whether all that reads otherwise is in the changed groups. */
  private readonly differsInGroupsAlone: boolean;
  /** The place of the first difference from the index. */
  #differsFrom: Instant;
  /** What stands within the bounds, here or in the index alone. */
  readonly #differences: Differences;
  readonly #subjects: SubjectsAsOf;
  /** The reports of the index that are not here, of those that stand within the bounds. */
  readonly #gone: IndexedReport[] = [];

  constructor(
    private readonly reportIndex: ReportIndex,
    private readonly published: PublishedReports,
    kept: Kept = {},
  ) {
    const { happenedBy = Infinity, filter, without } = kept;
    this.happenedBy = happenedBy;
    this.isFiltered = filter !== undefined;
    this.differsInGroupsAlone = published.asOf === Infinity && happenedBy === Infinity && !filter;
    this.keepsAll = !filter && !without?.size;
    this.#keeps = isKeptBy(kept);
    for (const group of reportIndex.groupsUnsettledAt(published.asOf)) this.#addChanged(group);
    for (const group of reportIndex.groupsHappeningAt(happenedBy))
      if (group.settledAt <= published.asOf) this.#addChanged(group);
    this.#leftOutByName = new Set(
      [...(without ?? [])].flatMap(({ report }) => reportIndex.groupOf(report.reportId) ?? []),
    );
    for (const group of this.#leftOutByName) if (!this.changedGroups.has(group)) this.#addChanged(group);
    if (filter) this.#addSplitGroups();
    this.#differsFrom = published.asOf;
    const changed = differencesIn(this.changedGroups);
    this.blocks = this.differsInGroupsAlone ? this.#changedBlocks(changed) : this.#allBlocks(changed.come);
    this.#differences = { come: changed.come, gone: this.#gone };
    this.#subjects = new SubjectsAsOf(reportIndex, this.#differences, Math.min(published.asOf, happenedBy));
  }

  /** Whether it is the whole index, unchanged. */
  get isWhole(): boolean {
    return this.#differsFrom === Infinity;
  }

  /** Whether it is the index with nothing but some groups changed, as of now. */
  get isNearlyWhole(): boolean {
    return this.differsInGroupsAlone;
  }

  /** Whether nothing differs but reports that name no agreement, and are of no kind that is looked up. */
  get differsInNoAgreement(): boolean {
    return this.#subjects.differsInNoAgreement;
  }

  /** What was published later is not here. */
  get asOf(): Instant {
    return this.published.asOf;
  }

  /** What is derived from it, each once. */
  readonly once: Once = remembering();

  /** The groups that are about offers, stand within the bounds, and have reports that a choice, or a name, leaves out. */
  get leftOut(): ReadonlySet<ReportGroup> {
    const isLeftOut = (p: PublishedReport): boolean => !this.#keeps(p);
    const found = new Set(this.#leftOutByName);
    if (!this.isFiltered) return found;
    for (const group of this.changedGroups.keys())
      if (group.isAboutOffers && this.published.of(group).some(isLeftOut)) found.add(group);
    for (const { published, group } of this.#gone) if (group.isAboutOffers && isLeftOut(published)) found.add(group);
    return found;
  }

  /** All groups that read otherwise than in the index, or are not here. */
  differingGroups(): Set<ReportGroup> {
    const groups = new Set(this.changedGroups.keys());
    if (this.differsInGroupsAlone) return groups;
    this.reportIndex.blocks.forEach((block, i) => {
      if (this.blocks[i] === block) return;
      for (const report of block.indexed) if (!this.#isKept(report)) groups.add(report.group);
    });
    return groups;
  }

  /** The reports of a group that count. */
  reportsOf(group: ReportGroup): PlacedReport[] {
    return this.#indexedIn(group).flatMap((r) => (r.counts ? [r.placed] : []));
  }

  of(key: string): readonly PlacedReport[] {
    return this.#subjects.of(key);
  }

  backwards(key: string): Iterable<PlacedReport> {
    return this.#subjects.backwards(key);
  }

  /** All counted reports, in order. */
  reports(): PlacedReport[] {
    return ([] as PlacedReport[]).concat(...this.blocks.map((block) => block.reports));
  }

  /** Those of them that are about offers, in order. */
  offering(): PlacedReport[] {
    return this.blocks.flatMap((block) => block.offering());
  }

  /** The same, for who needs the last of them alone. */
  get sequence(): ReportSequence {
    return new ReportsInRuns(this.blocks);
  }

  /** The report that was published last. Where reports are gone alone, it is that of the index, if this is not among them. */
  readonly newest = lazy((): PlacedReport | undefined => {
    const newest =
      this.differsInGroupsAlone && this.#differences.come.length === 0 ? this.reportIndex.newest() : undefined;
    return newest && this.get(newest.id) === newest ? newest : newestOf(this.blocks);
  });

  /** All reports that the lens keeps, also those that do not count in the status, in order. */
  all(): PlacedReport[] {
    return ([] as PlacedReport[]).concat(...this.blocks.map((block) => block.all));
  }

  get(id: ReportId): PlacedReport | undefined {
    const group = this.reportIndex.groupOf(id);
    return group && this.#indexedIn(group).find(({ placed }) => placed.id === id)?.placed;
  }

  has(id: ReportId): boolean {
    return this.get(id) !== undefined;
  }

  /**
   * What reports that are the same here as in the index look ahead to, compared; undefined where that is the same too.
   * @param terms the agreement terms as they read here
   */
  lookahead(terms: AgreementTermsIndex): Lookahead | undefined {
    const here = { published: this.published, terms, upTo: Math.min(this.asOf, this.happenedBy) };
    return lookaheadUnder(this.reportIndex, here, this.#differences);
  }

  #indexedIn(group: ReportGroup): readonly IndexedReport[] {
    return this.changedGroups.get(group) ?? group.reports.filter((report) => this.#isKept(report));
  }

  #isKept({ group, published }: IndexedReport): boolean {
    return group.settledAt <= this.published.asOf && this.#keeps(published);
  }

  /** Whether whatever there is of its group, and has been published by then, is this report. */
  #isAlone({ group }: IndexedReport): boolean {
    return group.reports.length === 1 && group.settledAt <= this.published.asOf && this.#leftOutByName.size === 0;
  }

  #addChanged(group: ReportGroup): void {
    const kept = this.published.of(group).filter((p) => p.retractedBy === undefined && this.#keeps(p));
    this.changedGroups.set(group, group.indexed(kept));
  }

  /** Where a part of a group is kept, the reports that are not do not place the others. */
  #addSplitGroups(): void {
    const isSplit = ({ reports }: ReportGroup) => reports.some(({ published }) => !this.#keeps(published));
    for (const { tied } of this.reportIndex.blocks)
      for (const group of tied)
        if (group.settledAt <= this.published.asOf && !this.changedGroups.has(group) && isSplit(group))
          this.#addChanged(group);
  }

  /** The blocks, where nothing but some groups has changed. */
  #changedBlocks({ come, gone }: Differences): readonly BlockAsOf[] {
    const { blocks } = this.reportIndex;
    const addedTo = groupBy(come, ({ placed }) => blockFor(blocks, placed));
    const changed = new Set([...gone.map(({ placed }) => blockFor(blocks, placed)), ...addedTo.keys()]);
    if (changed.size === 0) return blocks;
    if (blocks.length === 0) return this.#allBlocks(come);
    const here: BlockAsOf[] = [...blocks];
    for (const at of changed) here[at] = this.#change(blocks[at] as Block, addedTo.get(at) ?? []);
    return here;
  }

  #change(block: Block, added: readonly IndexedReport[]): BlockAsOf {
    this.#differsFrom = Math.min(this.#differsFrom, block.first.place.at);
    return this.#blockHere(block, added);
  }

  /** All blocks, the index's own where they read the same. */
  #allBlocks(come: readonly IndexedReport[]): readonly BlockAsOf[] {
    const { blocks } = this.reportIndex;
    const addedTo = groupBy(come, ({ placed }) => blockFor(blocks, placed));
    // An index without blocks may have reports that were retracted later.
    if (blocks.length === 0) return [blockAsOf(come.toSorted(byPlacement))];
    return blocks.map((block, i) => {
      const here = this.#blockHere(block, addedTo.get(i) ?? []);
      if (here !== block) this.#differsFrom = Math.min(this.#differsFrom, block.first.place.at);
      return here;
    });
  }

  #blockHere(block: Block, added: readonly IndexedReport[]): BlockAsOf {
    const { happenedBy, published } = this;
    const isSettled = block.settledAt <= published.asOf && block.happenedTo <= happenedBy;
    if (isSettled && added.length === 0 && this.keepsAll) return block;
    const isHere = (report: IndexedReport): boolean => {
      const here = this.#isAlone(report)
        ? this.#keeps(report.published)
        : (this.changedGroups.get(report.group)?.includes(report) ?? this.#isKept(report));
      if (!here) this.#gone.push(report);
      return here;
    };
    if (block.settledFrom > published.asOf || block.happenedFrom > happenedBy) {
      // What stands later than the bounds need not be listed.
      if (block.first.place.at <= Math.min(published.asOf, happenedBy)) block.indexed.forEach(isHere);
      return blockAsOf(added.toSorted(byPlacement));
    }
    if (added.length === 0) return blockWithout(block, isHere);
    return blockAsOf([...block.indexed.filter(isHere), ...added].toSorted(byPlacement));
  }
}
