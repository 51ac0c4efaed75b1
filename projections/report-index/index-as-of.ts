/** What can be seen of a chronicle by an instant, and of that what is chosen. What it leaves as it is, is shared. */
import type { Instant } from '../../events/dates.js';
import type { AgreementId, ReportId } from '../../events/ids.js';
import { actAlike, type AgreementTerms } from './agreement-terms.js';
import { chapterFor, linesInOrder, reportsBefore, type Chapter } from './blocks.js';
import type { Chronicle } from './report-index.js';
import { grouped } from '../support/group-by.js';
import type { Matter } from './lookahead-spans.js';
import { agreementsIn, mentionsIn, type Mentions } from './subject-index.js';
import { newestIn } from '../record/newest-report.js';
import { inOrder, type Finder } from '../record/order.js';
import type { Published } from '../record/published-reports.js';
import type { PublishedReports } from './selection.js';
import type { Line, Thread } from './report-group.js';
import type { Told } from '../record/placed-report.js';

export type Choice = (p: Published) => boolean;

type Piece = Pick<Chapter, 'all' | 'reports' | 'newest'>;

function pieceOf(lines: readonly Line[]): Piece {
  const all = lines.map((line) => line.told);
  return { all, reports: lines.flatMap((line) => (line.counts ? [line.told] : [])), newest: newestIn(all) };
}

export class Seen implements Finder, Mentions {
  /** Threads that read otherwise than in the chronicle, with what is seen of them. */
  readonly otherwise = new Map<Thread, readonly Line[]>();
  readonly #pieces: Piece[] = [];
  /** How many reports that count come before the first that is not seen just as the chronicle has it. */
  readonly alike: number;
  #other: Instant;
  /** What is seen of threads that read otherwise, by what it speaks of. */
  readonly #mentions = new Map<string, Told[]>();

  /** @param choice undefined where all is chosen */
  constructor(
    private readonly chronicle: Chronicle,
    private readonly published: PublishedReports,
    private readonly choice: Choice | undefined,
  ) {
    for (const thread of chronicle.unsettledAt(published.by)) this.#tellOtherwise(thread);
    if (choice) this.#split(choice);
    this.#other = published.by;
    this.alike = this.#take();
    for (const { told, counts } of [...this.otherwise.values()].flat())
      for (const key of counts ? mentionsIn(told) : [])
        this.#mentions.set(key, [...(this.#mentions.get(key) ?? []), told]);
  }

  /** Whether it is all of the chronicle, as it is. */
  get isWhole(): boolean {
    return this.#other === Infinity;
  }

  /** Whether not all that had been published counts. */
  get isChosen(): boolean {
    return this.choice !== undefined;
  }

  /** By when it had been published. */
  get by(): Instant {
    return this.published.by;
  }

  /** The reports of a thread that count. */
  reportsOf(thread: Thread): Told[] {
    return this.#linesOf(thread).flatMap((line) => (line.counts ? [line.told] : []));
  }

  of(key: string): readonly Told[] {
    const whole = this.chronicle.of(key);
    const moved = this.#mentions.get(key);
    if (this.isWhole || (!moved && whole.every((t) => this.get(t.id) === t))) return whole;
    return [...whole.filter((t) => this.get(t.id) === t), ...(moved ?? [])].toSorted(inOrder);
  }

  agreements(): AgreementId[] {
    return agreementsIn(this.reports());
  }

  /** The matters that may read otherwise here, as far as they are spoken of where all else is alike. */
  matters(): Matter[] {
    if (this.isWhole) return [];
    const { matters } = this.chronicle;
    const moved = [...this.otherwise.values()].flat();
    return [...matters.across(this.#other), ...moved.flatMap(({ told }) => matters.of(told))];
  }

  /** How many reports come before the first matter that may read otherwise and does. */
  alikeBefore(readsOtherwise: (matter: Matter) => boolean): number {
    let from = Infinity;
    for (const matter of this.matters())
      if (matter.first < from && (readsOtherwise(matter) || this.#takesBackOtherwise(matter))) from = matter.first;
    return from === Infinity ? this.alike : Math.min(this.alike, reportsBefore(this.chronicle.chapters, from));
  }

  get wholeTerms(): AgreementTerms {
    return this.chronicle.terms;
  }

  #takesBackOtherwise({ takenBack }: Matter): boolean {
    return [...takenBack].some((id) => this.published.get(id) !== this.chronicle.publishedReport(id));
  }

  reports(): Told[] {
    return ([] as Told[]).concat(...this.#pieces.map((piece) => piece.reports));
  }

  /** Among these is the report that was published last. */
  newest(): Told[] {
    return this.#pieces.flatMap((piece) => piece.newest ?? []);
  }

  all(): Told[] {
    return ([] as Told[]).concat(...this.#pieces.map((piece) => piece.all));
  }

  get(id: ReportId): Told | undefined {
    const thread = this.chronicle.threadOf(id);
    return thread && this.#linesOf(thread).find(({ told }) => told.id === id)?.told;
  }

  has(id: ReportId): boolean {
    return this.get(id) !== undefined;
  }

  #linesOf(thread: Thread): readonly Line[] {
    return this.otherwise.get(thread) ?? thread.lines.filter((line) => this.#isSeen(line));
  }

  #isSeen({ thread, published }: Line): boolean {
    return thread.settledAt <= this.published.by && (!this.choice || this.choice(published));
  }

  #tellOtherwise(thread: Thread): void {
    const kept = this.published
      .of(thread)
      .filter((p) => p.retractedBy === undefined && (!this.choice || this.choice(p)));
    this.otherwise.set(thread, thread.linesOf(kept));
  }

  /** Where some reports of a thread are chosen and others are not, the others do not place them. */
  #split(choice: Choice): void {
    const isSplit = ({ lines }: Thread) => lines.length > 1 && lines.some(({ published }) => !choice(published));
    for (const { lines } of this.chronicle.chapters)
      for (const { thread } of lines)
        if (!this.otherwise.has(thread) && thread.settledAt <= this.published.by && isSplit(thread))
          this.#tellOtherwise(thread);
  }

  /** Takes in the chapters, those that are seen in full as they are. */
  #take(): number {
    const { chapters } = this.chronicle;
    const moved = [...this.otherwise.values()].flat();
    const landing = grouped(moved, ({ told }) => chapterFor(chapters, told));
    let alike: number | undefined;
    let taken = 0;
    chapters.forEach((chapter, i) => {
      const piece = this.#pieceOf(chapter, landing.get(i) ?? []);
      if (piece !== chapter && alike === undefined) {
        alike = taken;
        this.#other = Math.min(this.#other, chapter.first.place.at);
      }
      taken += piece.reports.length;
      this.#pieces.push(piece);
    });
    // A chronicle without chapters may have reports that were retracted since.
    if (chapters.length === 0) this.#pieces.push(pieceOf(moved.toSorted(linesInOrder)));
    return alike ?? taken;
  }

  #pieceOf(chapter: Chapter, landing: readonly Line[]): Piece {
    const isUnsettled = chapter.settledAt > this.published.by;
    if (!isUnsettled && landing.length === 0 && !this.choice) return chapter;
    const seen =
      chapter.settledFrom > this.published.by
        ? []
        : chapter.lines.filter((line) => this.#isSeen(line) && !this.otherwise.has(line.thread));
    if (seen.length === chapter.lines.length && landing.length === 0) return chapter;
    return pieceOf(landing.length ? [...seen, ...landing].toSorted(linesInOrder) : seen);
  }
}

/** How many of a chronicle's reports the walk reads here just as it does there, what it looks ahead to included. */
export function alikeForTheWalk(seen: Seen, terms: AgreementTerms): number {
  return seen.alikeBefore((matter) =>
    [...matter.agreements].some((id) => !actAlike(terms.get(id), seen.wholeTerms.get(id))),
  );
}
