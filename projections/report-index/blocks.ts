/** The reports of an index in order, in blocks. Two versions of an index share all blocks but those that changed. */
import type { Instant } from '../../events/dates.js';
import type { Kind } from '../../events/vocabulary.js';
import { newestReportIn } from '../record/newest-report.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import { lazy } from '../support/lazy.js';
import type { IndexedReport, ReportGroup } from './report-group.js';

const NONE: readonly ReportGroup[] = [];

const OFFERING: ReadonlySet<Kind> = new Set<Kind>(['proposal', 'demand', 'acceptance', 'rejection', 'withdrawal']);

/** Whether a report may put an offer, name one, or change one. */
export const isAboutOffers = ({ report, subjects }: PlacedReport): boolean =>
  OFFERING.has(report.kind) || subjects.proposal !== undefined || report.kind === 'agreement';

/** A run of consecutive reports. */
export class Block {
  /** All reports of the block, in order. */
  readonly all: readonly PlacedReport[];
  /** Those that count in the status. */
  readonly reports: readonly PlacedReport[];
  /** The one that was published last. */
  readonly newest: PlacedReport | undefined;
  /** The instant from which all its reports read as they do now. */
  readonly settledAt: Instant;
  /** The instant from which the first of them did. */
  readonly settledFrom: Instant;
  /** When the first of them happened, and the last that is tied to one of them. */
  readonly happenedFrom: Instant;
  readonly happenedTo: Instant;
  /** The groups of several reports of which some are here. */
  readonly tied: readonly ReportGroup[];
  /** Those of the counted reports that are about offers. */
  readonly offering = lazy((): readonly PlacedReport[] => this.reports.filter(isAboutOffers));

  /** @param indexed in order; at least one */
  constructor(readonly indexed: readonly IndexedReport[]) {
    this.all = indexed.map(({ placed }) => placed);
    this.reports = indexed.flatMap(({ counts, placed }) => (counts ? [placed] : []));
    this.newest = newestReportIn(this.all);
    const settled = indexed.map(({ group }) => group.settledAt);
    this.settledAt = Math.max(...settled);
    this.settledFrom = Math.min(...settled);
    this.happenedFrom = Math.min(...indexed.map(({ published }) => published.happenedAt));
    this.happenedTo = Math.max(...indexed.map(({ group }) => group.happenedTo));
    const tied = indexed.flatMap(({ group }) => (group.reports.length > 1 ? group : []));
    this.tied = tied.length > 0 ? [...new Set(tied)] : NONE;
  }

  get first(): PlacedReport {
    return this.all[0] as PlacedReport;
  }

  get last(): PlacedReport {
    return this.all.at(-1) as PlacedReport;
  }
}

/** Compares indexed reports by the order of their placed reports. */
export const byPlacement = (a: IndexedReport, b: IndexedReport): number => inOrder(a.placed, b.placed);

function cut(reports: readonly IndexedReport[], length: number): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < reports.length; at += length) blocks.push(new Block(reports.slice(at, at + length)));
  return blocks;
}

/**
 * Cuts reports into blocks. They are filled to three quarters, which leaves room for reports that come late.
 * @param reports in order
 * @param limit the most reports of a block
 */
export const blocksOf = (reports: readonly IndexedReport[], limit: number): Block[] =>
  cut(reports, Math.ceil((limit * 3) / 4));

/** The index of the block that contains a report, or would contain it. */
export function blockFor(blocks: readonly Block[], report: PlacedReport): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (inOrder((blocks[middle] as Block).first, report) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Cuts a block that has grown too long: in halves, or at the end of the index into full blocks. */
function split(reports: readonly IndexedReport[], isLast: boolean, limit: number): Block[] {
  if (reports.length <= limit) return reports.length ? [new Block(reports)] : [];
  return cut(reports, isLast ? limit : Math.ceil(limit / 2));
}

/** Both in one order. Mostly one report comes last. */
function merged(kept: readonly IndexedReport[], more: readonly IndexedReport[]): readonly IndexedReport[] {
  const [last, only] = [kept.at(-1), more.length === 1 ? more[0] : undefined];
  if (only && (!last || byPlacement(last, only) < 0)) return [...kept, only];
  return more.length > 0 ? [...kept, ...more].toSorted(byPlacement) : kept;
}

/**
 * The blocks without some reports and with others; all other blocks stay the same objects.
 * @param limit the most reports of a block
 */
export function withReplaced(
  blocks: readonly Block[],
  removed: readonly IndexedReport[],
  added: readonly IndexedReport[],
  limit: number,
): Block[] {
  if (blocks.length === 0) return blocksOf(added.toSorted(byPlacement), limit);
  const addedByBlock = new Map<number, IndexedReport[]>();
  for (const { placed } of [...removed, ...added]) addedByBlock.set(blockFor(blocks, placed), []);
  for (const report of added) addedByBlock.get(blockFor(blocks, report.placed))?.push(report);
  const gone = new Set(removed);
  const next = [...blocks];
  // From the last to the first, so that the positions of earlier blocks stay right.
  for (const [at, more] of [...addedByBlock].toSorted(([a], [b]) => b - a)) {
    const kept = (blocks[at] as Block).indexed.filter((report) => !gone.has(report));
    next.splice(at, 1, ...split(merged(kept, more), at === blocks.length - 1, limit));
  }
  return next;
}
