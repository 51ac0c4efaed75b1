/** The lines of a chronicle in order, in chapters: a new version shares with the old one all chapters but a few. */
import type { Instant } from '../../events/dates.js';
import { fineness } from './index-limits.js';
import { newestIn } from '../record/newest-report.js';
import { inOrder } from '../record/order.js';
import type { Line } from './report-group.js';
import type { Told } from '../record/placed-report.js';

export class Chapter {
  readonly all: readonly Told[];
  /** Those that count in the status. */
  readonly reports: readonly Told[];
  /** Of all, the one that was published last. */
  readonly newest: Told | undefined;
  /** From when on it reads as it does now. */
  readonly settledAt: Instant;
  /** When the first of it did. */
  readonly settledFrom: Instant;

  /** @param lines in order; at least one */
  constructor(readonly lines: readonly Line[]) {
    this.all = lines.map((line) => line.told);
    this.reports = lines.flatMap((line) => (line.counts ? [line.told] : []));
    this.newest = newestIn(this.all);
    const settled = lines.map(({ thread }) => thread.settledAt);
    this.settledAt = Math.max(...settled);
    this.settledFrom = Math.min(...settled);
  }

  get first(): Told {
    return this.all[0] as Told;
  }

  get last(): Told {
    return this.all.at(-1) as Told;
  }
}

export const linesInOrder = (a: Line, b: Line): number => inOrder(a.told, b.told);

/** Chapters of these lines, which are in order. Short of full, so that there is room for what comes late. */
export function chaptersOf(lines: readonly Line[], length = Math.ceil((fineness.chapter * 3) / 4)): Chapter[] {
  const chapters: Chapter[] = [];
  for (let at = 0; at < lines.length; at += length) chapters.push(new Chapter(lines.slice(at, at + length)));
  return chapters;
}

/** How many reports that count stand in the chapters that end before a place. */
export function reportsBefore(chapters: readonly Chapter[], place: Instant): number {
  let reports = 0;
  for (const chapter of chapters) {
    if (chapter.last.place.at >= place) break;
    reports += chapter.reports.length;
  }
  return reports;
}

/** The chapter in which a report stands, or would stand. */
export function chapterFor(chapters: readonly Chapter[], told: Told): number {
  let [low, high] = [0, chapters.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (inOrder((chapters[middle] as Chapter).first, told) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A chapter that has grown too long is cut up; at the end of the story a new one is begun. */
function cut(lines: readonly Line[], isLast: boolean): Chapter[] {
  if (lines.length <= fineness.chapter) return lines.length ? [new Chapter(lines)] : [];
  return chaptersOf(lines, isLast ? fineness.chapter : Math.ceil(fineness.chapter / 2));
}

/** The chapters without some lines and with others. */
export function rewritten(chapters: readonly Chapter[], without: readonly Line[], added: readonly Line[]): Chapter[] {
  if (chapters.length === 0) return chaptersOf(added.toSorted(linesInOrder));
  const touched = new Map<number, Line[]>();
  for (const { told } of [...without, ...added]) touched.set(chapterFor(chapters, told), []);
  for (const line of added) touched.get(chapterFor(chapters, line.told))?.push(line);
  const gone = new Set(without);
  const anew = [...chapters];
  // From the last to the first, so that the numbers of those before stay right.
  for (const [at, lines] of [...touched].toSorted(([a], [b]) => b - a)) {
    const kept = (chapters[at] as Chapter).lines.filter((line) => !gone.has(line));
    const now = lines.length ? [...kept, ...lines].toSorted(linesInOrder) : kept;
    anew.splice(at, 1, ...cut(now, at === chapters.length - 1));
  }
  return anew;
}
