/**
 * A report index as of an instant, and of it what a filter keeps. Parts that read the same are shared with the index.
 */
import type { Instant } from '../../events/dates.js';
import type { AgreementId, ReportId } from '../../events/ids.js';
import { newestReportIn } from '../record/newest-report.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport, PlacedReportsById } from '../record/placed-report.js';
import type { PublishedReport } from '../record/published-reports.js';
import { groupBy } from '../support/group-by.js';
import { remembering, type Once } from '../support/once.js';
import { sameMembership, type AgreementTermsIndex } from './agreement-terms.js';
import { blockFor, byPlacement, reportsBefore, type Block } from './blocks.js';
import type { LookaheadSpan } from './lookahead-spans.js';
import type { IndexedReport, ReportGroup } from './report-group.js';
import type { ReportIndex } from './report-index.js';
import type { PublishedReports } from './selection.js';
import { agreementsIn, subjectKeysOf, type SubjectIndex } from './subject-index.js';

/** Whether a published report counts under a lens. */
export type ReportFilter = (p: PublishedReport) => boolean;

type BlockAsOf = Pick<Block, 'all' | 'reports' | 'newest'>;

function blockAsOf(reports: readonly IndexedReport[]): BlockAsOf {
  const all = reports.map(({ placed }) => placed);
  return { all, reports: reports.flatMap((r) => (r.counts ? [r.placed] : [])), newest: newestReportIn(all) };
}

/** The reports of an index that a lens lets count, with the places that they give each other. */
export class IndexAsOf implements PlacedReportsById, SubjectIndex {
  /** The groups that read otherwise than in the index, each with its reports as they read here. */
  readonly changedGroups = new Map<ReportGroup, readonly IndexedReport[]>();
  /** How many counted reports come before the first difference from the index. */
  readonly sameReports: number;
  readonly #blocks: BlockAsOf[] = [];
  /** The place of the first difference from the index. */
  #differsFrom: Instant;
  /** The counted reports of changed groups, by subject. */
  readonly #changedBySubject = new Map<string, PlacedReport[]>();

  /** @param filter undefined where all published reports count */
  constructor(
    private readonly reportIndex: ReportIndex,
    private readonly published: PublishedReports,
    private readonly filter: ReportFilter | undefined,
  ) {
    for (const group of reportIndex.groupsUnsettledAt(published.asOf)) this.#addChanged(group);
    if (filter) this.#addSplitGroups(filter);
    this.#differsFrom = published.asOf;
    this.sameReports = this.#addBlocks();
    for (const { placed, counts } of [...this.changedGroups.values()].flat())
      for (const key of counts ? subjectKeysOf(placed) : [])
        this.#changedBySubject.set(key, [...(this.#changedBySubject.get(key) ?? []), placed]);
  }

  /** Whether it is the whole index, unchanged. */
  get isWhole(): boolean {
    return this.#differsFrom === Infinity;
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
    this.reportIndex.blocks.forEach((block, i) => {
      if (this.#blocks[i] === block) return;
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
    const changed = this.#changedBySubject.get(key);
    if (this.isWhole || (!changed && whole.every((t) => this.get(t.id) === t))) return whole;
    return [...whole.filter((t) => this.get(t.id) === t), ...(changed ?? [])].toSorted(inOrder);
  }

  agreements(): AgreementId[] {
    return agreementsIn(this.reports());
  }

  /** All counted reports, in order. */
  reports(): PlacedReport[] {
    return ([] as PlacedReport[]).concat(...this.#blocks.map((block) => block.reports));
  }

  /** Some of the reports, among them the one that was published last. */
  newest(): PlacedReport[] {
    return this.#blocks.flatMap((block) => block.newest ?? []);
  }

  /** All reports that the lens keeps, also those that do not count in the status, in order. */
  all(): PlacedReport[] {
    return ([] as PlacedReport[]).concat(...this.#blocks.map((block) => block.all));
  }

  get(id: ReportId): PlacedReport | undefined {
    const group = this.reportIndex.groupOf(id);
    return group && this.#indexedIn(group).find(({ placed }) => placed.id === id)?.placed;
  }

  has(id: ReportId): boolean {
    return this.get(id) !== undefined;
  }

  /**
   * How many counted reports, from the first on, mean the same here as in the index. Later reports count for this as
   * well: a fold may look ahead to the membership of an agreement, or to a report that is withdrawn.
   * @param terms the agreement terms as they read here
   */
  sameMeaningUpTo(terms: AgreementTermsIndex): number {
    let from = Infinity;
    for (const span of this.#affectedSpans())
      if (span.first < from && (this.#namesChangedAgreement(span, terms) || this.#namesChangedReport(span)))
        from = span.first;
    return from === Infinity
      ? this.sameReports
      : Math.min(this.sameReports, reportsBefore(this.reportIndex.blocks, from));
  }

  /** The spans that reach beyond the first difference, or that a changed report belongs to. */
  #affectedSpans(): LookaheadSpan[] {
    if (this.isWhole) return [];
    const { lookaheadSpans } = this.reportIndex;
    const changed = [...this.changedGroups.values()].flat();
    return [
      ...lookaheadSpans.spanning(this.#differsFrom),
      ...changed.flatMap(({ placed }) => lookaheadSpans.of(placed)),
    ];
  }

  #namesChangedAgreement({ agreements }: LookaheadSpan, terms: AgreementTermsIndex): boolean {
    return [...agreements].some((id) => !sameMembership(terms.get(id), this.reportIndex.terms.get(id)));
  }

  #namesChangedReport({ reportsRead }: LookaheadSpan): boolean {
    return [...reportsRead].some((id) => this.published.get(id) !== this.reportIndex.publishedReport(id));
  }

  #indexedIn(group: ReportGroup): readonly IndexedReport[] {
    return this.changedGroups.get(group) ?? group.reports.filter((report) => this.#isKept(report));
  }

  #isKept({ group, published }: IndexedReport): boolean {
    return group.settledAt <= this.published.asOf && (!this.filter || this.filter(published));
  }

  #addChanged(group: ReportGroup): void {
    const kept = this.published
      .of(group)
      .filter((p) => p.retractedBy === undefined && (!this.filter || this.filter(p)));
    this.changedGroups.set(group, group.indexed(kept));
  }

  /** Where the filter keeps a part of a group, the reports that it drops do not place the others. */
  #addSplitGroups(filter: ReportFilter): void {
    const isSplit = ({ reports }: ReportGroup) =>
      reports.length > 1 && reports.some(({ published }) => !filter(published));
    for (const { indexed } of this.reportIndex.blocks)
      for (const { group } of indexed)
        if (!this.changedGroups.has(group) && group.settledAt <= this.published.asOf && isSplit(group))
          this.#addChanged(group);
  }

  /** Adds all blocks, the index's own where they read the same. Returns the number of reports that are the same. */
  #addBlocks(): number {
    const { blocks } = this.reportIndex;
    const changed = [...this.changedGroups.values()].flat();
    const addedTo = groupBy(changed, ({ placed }) => blockFor(blocks, placed));
    let same: number | undefined;
    let total = 0;
    blocks.forEach((block, i) => {
      const here = this.#blockHere(block, addedTo.get(i) ?? []);
      if (here !== block && same === undefined) {
        same = total;
        this.#differsFrom = Math.min(this.#differsFrom, block.first.place.at);
      }
      total += here.reports.length;
      this.#blocks.push(here);
    });
    // An index without blocks may have reports that were retracted later.
    if (blocks.length === 0) this.#blocks.push(blockAsOf(changed.toSorted(byPlacement)));
    return same ?? total;
  }

  #blockHere(block: Block, added: readonly IndexedReport[]): BlockAsOf {
    const isSettled = block.settledAt <= this.published.asOf;
    if (isSettled && added.length === 0 && !this.filter) return block;
    const kept =
      block.settledFrom > this.published.asOf
        ? []
        : block.indexed.filter((report) => this.#isKept(report) && !this.changedGroups.has(report.group));
    if (kept.length === block.indexed.length && added.length === 0) return block;
    return blockAsOf(added.length ? [...kept, ...added].toSorted(byPlacement) : kept);
  }
}
