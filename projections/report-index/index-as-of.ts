/** What can be seen of a chronicle by an instant, and of that what is chosen. What it leaves as it is, is shared. */
import type { Instant } from '../../events/dates.js';
import type { AgreementId, ReportId } from '../../events/ids.js';
import { sameMembership, type AgreementTermsIndex } from './agreement-terms.js';
import { blockFor, byPlacement, reportsBefore, type Block } from './blocks.js';
import type { ReportIndex } from './report-index.js';
import { groupBy } from '../support/group-by.js';
import type { LookaheadSpan } from './lookahead-spans.js';
import { agreementsIn, subjectKeysOf, type SubjectIndex } from './subject-index.js';
import { newestReportIn } from '../record/newest-report.js';
import { inOrder, type PlacedReportsById } from '../record/order.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { PublishedReports } from './selection.js';
import type { IndexedReport, ReportGroup } from './report-group.js';
import type { PlacedReport } from '../record/placed-report.js';

export type ReportFilter = (p: PublishedReport) => boolean;

type BlockAsOf = Pick<Block, 'all' | 'reports' | 'newest'>;

function blockAsOf(lines: readonly IndexedReport[]): BlockAsOf {
  const all = lines.map((line) => line.placed);
  return { all, reports: lines.flatMap((line) => (line.counts ? [line.placed] : [])), newest: newestReportIn(all) };
}

export class IndexAsOf implements PlacedReportsById, SubjectIndex {
  /** Threads that read otherwise than in the chronicle, with what is seen of them. */
  readonly changedGroups = new Map<ReportGroup, readonly IndexedReport[]>();
  readonly #blocks: BlockAsOf[] = [];
  /** How many reports that count come before the first that is not seen just as the chronicle has it. */
  readonly sameReports: number;
  #other: Instant;
  /** What is seen of threads that read otherwise, by what it speaks of. */
  readonly #mentions = new Map<string, PlacedReport[]>();

  /** @param choice undefined where all is chosen */
  constructor(
    private readonly reportIndex: ReportIndex,
    private readonly published: PublishedReports,
    private readonly choice: ReportFilter | undefined,
  ) {
    for (const group of reportIndex.groupsUnsettledAt(published.asOf)) this.#takeChanged(group);
    if (choice) this.#split(choice);
    this.#other = published.asOf;
    this.sameReports = this.#take();
    for (const { placed, counts } of [...this.changedGroups.values()].flat())
      for (const key of counts ? subjectKeysOf(placed) : [])
        this.#mentions.set(key, [...(this.#mentions.get(key) ?? []), placed]);
  }

  /** Whether it is all of the chronicle, as it is. */
  get isWhole(): boolean {
    return this.#other === Infinity;
  }

  /** Whether not all that had been published counts. */
  get isFiltered(): boolean {
    return this.choice !== undefined;
  }

  /** By when it had been published. */
  get asOf(): Instant {
    return this.published.asOf;
  }

  /** The reports of a thread that count. */
  reportsOf(group: ReportGroup): PlacedReport[] {
    return this.#linesOf(group).flatMap((line) => (line.counts ? [line.placed] : []));
  }

  of(key: string): readonly PlacedReport[] {
    const whole = this.reportIndex.of(key);
    const moved = this.#mentions.get(key);
    if (this.isWhole || (!moved && whole.every((t) => this.get(t.id) === t))) return whole;
    return [...whole.filter((t) => this.get(t.id) === t), ...(moved ?? [])].toSorted(inOrder);
  }

  agreements(): AgreementId[] {
    return agreementsIn(this.reports());
  }

  /** The matters that may read otherwise here, as far as they are spoken of where all else is alike. */
  affectedSpans(): LookaheadSpan[] {
    if (this.isWhole) return [];
    const { lookaheadSpans } = this.reportIndex;
    const moved = [...this.changedGroups.values()].flat();
    return [...lookaheadSpans.spanning(this.#other), ...moved.flatMap(({ placed }) => lookaheadSpans.of(placed))];
  }

  /** How many reports come before the first matter that may read otherwise and does. */
  sameReportsUnless(readsOtherwise: (span: LookaheadSpan) => boolean): number {
    let from = Infinity;
    for (const span of this.affectedSpans())
      if (span.first < from && (readsOtherwise(span) || this.#takesBackOtherwise(span))) from = span.first;
    return from === Infinity
      ? this.sameReports
      : Math.min(this.sameReports, reportsBefore(this.reportIndex.blocks, from));
  }

  get wholeTerms(): AgreementTermsIndex {
    return this.reportIndex.terms;
  }

  #takesBackOtherwise({ withdrawnReports }: LookaheadSpan): boolean {
    return [...withdrawnReports].some((id) => this.published.get(id) !== this.reportIndex.publishedReport(id));
  }

  reports(): PlacedReport[] {
    return ([] as PlacedReport[]).concat(...this.#blocks.map((piece) => piece.reports));
  }

  /** Among these is the report that was published last. */
  newest(): PlacedReport[] {
    return this.#blocks.flatMap((piece) => piece.newest ?? []);
  }

  all(): PlacedReport[] {
    return ([] as PlacedReport[]).concat(...this.#blocks.map((piece) => piece.all));
  }

  get(id: ReportId): PlacedReport | undefined {
    const group = this.reportIndex.groupOf(id);
    return group && this.#linesOf(group).find(({ placed }) => placed.id === id)?.placed;
  }

  has(id: ReportId): boolean {
    return this.get(id) !== undefined;
  }

  #linesOf(group: ReportGroup): readonly IndexedReport[] {
    return this.changedGroups.get(group) ?? group.reports.filter((line) => this.#isSeen(line));
  }

  #isSeen({ group, published }: IndexedReport): boolean {
    return group.settledAt <= this.published.asOf && (!this.choice || this.choice(published));
  }

  #takeChanged(group: ReportGroup): void {
    const kept = this.published
      .of(group)
      .filter((p) => p.retractedBy === undefined && (!this.choice || this.choice(p)));
    this.changedGroups.set(group, group.indexed(kept));
  }

  /** Where some reports of a thread are chosen and others are not, the others do not place them. */
  #split(choice: ReportFilter): void {
    const isSplit = ({ reports }: ReportGroup) =>
      reports.length > 1 && reports.some(({ published }) => !choice(published));
    for (const { indexed } of this.reportIndex.blocks)
      for (const { group } of indexed)
        if (!this.changedGroups.has(group) && group.settledAt <= this.published.asOf && isSplit(group))
          this.#takeChanged(group);
  }

  /** Takes in the chapters, those that are seen in full as they are. */
  #take(): number {
    const { blocks } = this.reportIndex;
    const moved = [...this.changedGroups.values()].flat();
    const landing = groupBy(moved, ({ placed }) => blockFor(blocks, placed));
    let alike: number | undefined;
    let taken = 0;
    blocks.forEach((block, i) => {
      const piece = this.#blockAsOf(block, landing.get(i) ?? []);
      if (piece !== block && alike === undefined) {
        alike = taken;
        this.#other = Math.min(this.#other, block.first.place.at);
      }
      taken += piece.reports.length;
      this.#blocks.push(piece);
    });
    // A chronicle without chapters may have reports that were retracted since.
    if (blocks.length === 0) this.#blocks.push(blockAsOf(moved.toSorted(byPlacement)));
    return alike ?? taken;
  }

  #blockAsOf(block: Block, landing: readonly IndexedReport[]): BlockAsOf {
    const isUnsettled = block.settledAt > this.published.asOf;
    if (!isUnsettled && landing.length === 0 && !this.choice) return block;
    const seen =
      block.settledFrom > this.published.asOf
        ? []
        : block.indexed.filter((line) => this.#isSeen(line) && !this.changedGroups.has(line.group));
    if (seen.length === block.indexed.length && landing.length === 0) return block;
    return blockAsOf(landing.length ? [...seen, ...landing].toSorted(byPlacement) : seen);
  }
}

/** How many of a chronicle's reports the walk reads here just as it does there, what it looks ahead to included. */
export function sameReportsForThePhase(seen: IndexAsOf, terms: AgreementTermsIndex): number {
  return seen.sameReportsUnless((span) =>
    [...span.agreements].some((id) => !sameMembership(terms.get(id), seen.wholeTerms.get(id))),
  );
}
