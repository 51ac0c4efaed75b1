/** The lines of a chronicle in order, in chapters: a new version shares with the old one all chapters but a few. */
import type { Instant } from '../../events/dates.js';
import { indexLimits } from './index-limits.js';
import { newestReportIn } from '../record/newest-report.js';
import { inOrder } from '../record/order.js';
import type { IndexedReport } from './report-group.js';
import type { PlacedReport } from '../record/placed-report.js';

export class Block {
  readonly all: readonly PlacedReport[];
  /** Those that count in the status. */
  readonly reports: readonly PlacedReport[];
  /** Of all, the one that was published last. */
  readonly newest: PlacedReport | undefined;
  /** From when on it reads as it does now. */
  readonly settledAt: Instant;
  /** When the first of it did. */
  readonly settledFrom: Instant;

  /** @param indexed in order; at least one */
  constructor(readonly indexed: readonly IndexedReport[]) {
    this.all = indexed.map((line) => line.placed);
    this.reports = indexed.flatMap((line) => (line.counts ? [line.placed] : []));
    this.newest = newestReportIn(this.all);
    const settled = indexed.map(({ group }) => group.settledAt);
    this.settledAt = Math.max(...settled);
    this.settledFrom = Math.min(...settled);
  }

  get first(): PlacedReport {
    return this.all[0] as PlacedReport;
  }

  get last(): PlacedReport {
    return this.all.at(-1) as PlacedReport;
  }
}

export const byPlacement = (a: IndexedReport, b: IndexedReport): number => inOrder(a.placed, b.placed);

/** Chapters of these lines, which are in order. Short of full, so that there is room for what comes late. */
export function blocksOf(
  lines: readonly IndexedReport[],
  length = Math.ceil((indexLimits.reportsPerBlock * 3) / 4),
): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += length) blocks.push(new Block(lines.slice(at, at + length)));
  return blocks;
}

/** How many reports that count stand in the chapters that end before a place. */
export function reportsBefore(blocks: readonly Block[], place: Instant): number {
  let reports = 0;
  for (const block of blocks) {
    if (block.last.place.at >= place) break;
    reports += block.reports.length;
  }
  return reports;
}

/** The chapter in which a report stands, or would stand. */
export function blockFor(blocks: readonly Block[], told: PlacedReport): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (inOrder((blocks[middle] as Block).first, told) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A chapter that has grown too long is cut up; at the end of the story a new one is begun. */
function split(lines: readonly IndexedReport[], isLast: boolean): Block[] {
  if (lines.length <= indexLimits.reportsPerBlock) return lines.length ? [new Block(lines)] : [];
  return blocksOf(lines, isLast ? indexLimits.reportsPerBlock : Math.ceil(indexLimits.reportsPerBlock / 2));
}

/** The chapters without some lines and with others. */
export function withReplaced(
  blocks: readonly Block[],
  without: readonly IndexedReport[],
  added: readonly IndexedReport[],
): Block[] {
  if (blocks.length === 0) return blocksOf(added.toSorted(byPlacement));
  const touched = new Map<number, IndexedReport[]>();
  for (const { placed } of [...without, ...added]) touched.set(blockFor(blocks, placed), []);
  for (const line of added) touched.get(blockFor(blocks, line.placed))?.push(line);
  const gone = new Set(without);
  const anew = [...blocks];
  // From the last to the first, so that the numbers of those before stay right.
  for (const [at, lines] of [...touched].toSorted(([a], [b]) => b - a)) {
    const kept = (blocks[at] as Block).indexed.filter((line) => !gone.has(line));
    const now = lines.length ? [...kept, ...lines].toSorted(byPlacement) : kept;
    anew.splice(at, 1, ...split(now, at === blocks.length - 1));
  }
  return anew;
}
