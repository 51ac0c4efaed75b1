/**
 * A report index as of an instant, and of it what a filter keeps. Parts that read the same are shared with the index.
 */
import type { Instant } from '../../events/dates.js';
import type { ReportId } from '../../events/ids.js';
import { countUpTo, inOrder } from '../record/order.js';
import type { PlacedReport, PlacedReportsById } from '../record/placed-report.js';
import type { PublishedReport } from '../record/published-reports.js';
import { groupBy } from '../support/group-by.js';
import { remembering, type Once } from '../support/once.js';
import type { AgreementTermsIndex } from './agreement-terms.js';
import { blockFor, byPlacement, type Block } from './blocks.js';
import { blockAsOf, newestOf, type BlockAsOf } from './blocks-as-of.js';
import { lookaheadAmong, type Lookahead } from './lookahead.js';
import { LookaheadAsOf } from './lookahead-as-of.js';
import type { IndexedReport, ReportGroup } from './report-group.js';
import type { ReportIndex } from './report-index.js';
import { ReportsInRuns, type ReportSequence } from './report-sequence.js';
import type { PublishedReports } from './selection.js';
import { fromTheLast, subjectKeysOf, type SubjectIndex } from './subject-index.js';

/** Whether a published report counts under a lens. */
export type ReportFilter = (p: PublishedReport) => boolean;

/** What a lens keeps of what had been published: all, but for some reports, or what a filter lets count. */
export type Kept = { readonly filter?: ReportFilter } | { readonly without: ReadonlySet<PublishedReport> };

/** The reports of an index that a lens lets count, with the places that they give each other. */
export class IndexAsOf implements PlacedReportsById, SubjectIndex {
  /** The groups that read otherwise than in the index, each with its reports as they read here. */
  readonly changedGroups = new Map<ReportGroup, readonly IndexedReport[]>();
  readonly blocks: readonly BlockAsOf[];
  private readonly filter: ReportFilter | undefined;
  /** The groups of the reports that are left out by name. */
  readonly leftOut: readonly ReportGroup[];
  /** Whether all that was published counts. */
  private readonly keepsAll: boolean;
  /** Whether all that reads otherwise is in the changed groups. */
  private readonly differsInGroupsAlone: boolean;
  /** The place of the first difference from the index. */
  #differsFrom: Instant;
  #newest: { readonly report: PlacedReport | undefined } | undefined;
  /** The counted reports of changed groups, by subject. */
  readonly #changedBySubject = new Map<string, PlacedReport[]>();
  /** The subjects of changed groups, as they are in the index and here. */
  readonly #changedSubjects = new Set<string>();

  constructor(
    private readonly reportIndex: ReportIndex,
    private readonly published: PublishedReports,
    kept: Kept = {},
  ) {
    const without = 'without' in kept ? kept.without : undefined;
    this.filter = 'filter' in kept ? kept.filter : undefined;
    this.differsInGroupsAlone = published.asOf === Infinity && !this.filter;
    this.keepsAll = !this.filter && !without?.size;
    const keeps = without ? (p: PublishedReport) => !without.has(p) : (this.filter ?? (() => true));
    for (const group of reportIndex.groupsUnsettledAt(published.asOf)) this.#addChanged(group, keeps);
    this.leftOut = [
      ...new Set([...(without ?? [])].flatMap(({ report }) => reportIndex.groupOf(report.reportId) ?? [])),
    ];
    for (const group of this.leftOut) if (!this.changedGroups.has(group)) this.#addChanged(group, keeps);
    if (this.filter) this.#addSplitGroups(this.filter);
    this.#differsFrom = published.asOf;
    this.blocks = this.differsInGroupsAlone ? this.#changedBlocks() : this.#allBlocks();
    this.#addSubjects();
  }

  /** Whether it is the whole index, unchanged. */
  get isWhole(): boolean {
    return this.#differsFrom === Infinity;
  }

  /** Whether it is the index with nothing but some groups changed, as of now. */
  get isNearlyWhole(): boolean {
    return this.differsInGroupsAlone;
  }

  get isFiltered(): boolean {
    return this.filter !== undefined;
  }

  /** What was published later is not here. */
  get asOf(): Instant {
    return this.published.asOf;
  }

  /** What is derived from it, each once. */
  readonly once: Once = remembering();

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
    const whole = this.reportIndex.of(key);
    if (this.differsInGroupsAlone && !this.#changedSubjects.has(key)) return whole;
    const changed = this.#changedBySubject.get(key);
    if (!changed && whole.every((t) => this.get(t.id) === t)) return whole;
    return [...whole.filter((t) => this.get(t.id) === t), ...(changed ?? [])].toSorted(inOrder);
  }

  *backwards(key: string): Generator<PlacedReport> {
    const whole = this.reportIndex.of(key);
    const changed = (this.#changedBySubject.get(key) ?? []).toSorted(inOrder);
    // What stands later than the instant had not been published.
    for (let at = countUpTo(whole, this.asOf) - 1; at >= 0; at -= 1) {
      const t = whole[at] as PlacedReport;
      if (this.get(t.id) !== t) continue;
      for (let last = changed.at(-1); last && inOrder(last, t) > 0; last = changed.at(-1))
        yield changed.pop() as typeof t;
      if (changed.at(-1) === t) changed.pop();
      yield t;
    }
    yield* fromTheLast(changed);
  }

  /** All counted reports, in order. */
  reports(): PlacedReport[] {
    return ([] as PlacedReport[]).concat(...this.blocks.map((block) => block.reports));
  }

  /** The same, for who needs the last of them alone. */
  get sequence(): ReportSequence {
    return new ReportsInRuns(this.blocks);
  }

  /** The report that was published last. */
  newest(): PlacedReport | undefined {
    return (this.#newest ??= { report: newestOf(this.blocks) }).report;
  }

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
    const { reportIndex, published } = this;
    const changed = [...this.changedGroups.values()].flat().map(({ placed }) => placed);
    if (!this.differsInGroupsAlone)
      return new LookaheadAsOf({ reportIndex, published, terms, changed, from: this.#differsFrom });
    const before = [...this.changedGroups.keys()].flatMap((group) => group.reports.map(({ placed }) => placed));
    return lookaheadAmong(reportIndex, { terms }, [...before, ...changed], []);
  }

  #indexedIn(group: ReportGroup): readonly IndexedReport[] {
    return this.changedGroups.get(group) ?? group.reports.filter((report) => this.#isKept(report));
  }

  #isKept({ group, published }: IndexedReport): boolean {
    return group.settledAt <= this.published.asOf && (!this.filter || this.filter(published));
  }

  #addChanged(group: ReportGroup, keeps: ReportFilter): void {
    const kept = this.published.of(group).filter((p) => p.retractedBy === undefined && keeps(p));
    this.changedGroups.set(group, group.indexed(kept));
  }

  /** Where the filter keeps a part of a group, the reports that it drops do not place the others. */
  #addSplitGroups(filter: ReportFilter): void {
    const isSplit = ({ reports }: ReportGroup) =>
      reports.length > 1 && reports.some(({ published }) => !filter(published));
    for (const { indexed } of this.reportIndex.blocks)
      for (const { group } of indexed)
        if (group.reports.length > 1 && !this.changedGroups.has(group))
          if (group.settledAt <= this.published.asOf && isSplit(group)) this.#addChanged(group, filter);
  }

  #addSubjects(): void {
    for (const [group, here] of this.changedGroups) {
      for (const { placed, counts } of here)
        for (const key of counts ? subjectKeysOf(placed) : []) {
          this.#changedBySubject.set(key, [...(this.#changedBySubject.get(key) ?? []), placed]);
          this.#changedSubjects.add(key);
        }
      for (const { placed, counts } of group.reports)
        for (const key of counts ? subjectKeysOf(placed) : []) this.#changedSubjects.add(key);
    }
  }

  /** The blocks, where nothing but some groups has changed. */
  #changedBlocks(): readonly BlockAsOf[] {
    const { blocks } = this.reportIndex;
    const addedTo = groupBy([...this.changedGroups.values()].flat(), ({ placed }) => blockFor(blocks, placed));
    const before = [...this.changedGroups.keys()].flatMap((group) => group.reports);
    const changed = new Set([...before.map(({ placed }) => blockFor(blocks, placed)), ...addedTo.keys()]);
    if (changed.size === 0) return blocks;
    if (blocks.length === 0) return this.#allBlocks();
    const here: BlockAsOf[] = [...blocks];
    for (const at of changed) here[at] = this.#change(blocks[at] as Block, addedTo.get(at) ?? []);
    return here;
  }

  #change(block: Block, added: readonly IndexedReport[]): BlockAsOf {
    this.#differsFrom = Math.min(this.#differsFrom, block.first.place.at);
    return this.#blockHere(block, added);
  }

  /** All blocks, the index's own where they read the same. */
  #allBlocks(): readonly BlockAsOf[] {
    const { blocks } = this.reportIndex;
    const changed = [...this.changedGroups.values()].flat();
    const addedTo = groupBy(changed, ({ placed }) => blockFor(blocks, placed));
    // An index without blocks may have reports that were retracted later.
    if (blocks.length === 0) return [blockAsOf(changed.toSorted(byPlacement))];
    return blocks.map((block, i) => {
      const here = this.#blockHere(block, addedTo.get(i) ?? []);
      if (here !== block) this.#differsFrom = Math.min(this.#differsFrom, block.first.place.at);
      return here;
    });
  }

  #blockHere(block: Block, added: readonly IndexedReport[]): BlockAsOf {
    const isSettled = block.settledAt <= this.published.asOf;
    if (isSettled && added.length === 0 && this.keepsAll) return block;
    const kept =
      block.settledFrom > this.published.asOf
        ? []
        : block.indexed.filter((report) => this.#isKept(report) && !this.changedGroups.has(report.group));
    if (kept.length === block.indexed.length && added.length === 0) return block;
    return blockAsOf(added.length ? [...kept, ...added].toSorted(byPlacement) : kept);
  }
}
