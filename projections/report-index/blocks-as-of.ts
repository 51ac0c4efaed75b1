/** Blocks of an index as they read under a lens. */
import { newestReportIn } from '../record/newest-report.js';
import type { PlacedReport } from '../record/placed-report.js';
import { lazy } from '../support/lazy.js';
import { isAboutOffers, type Block } from './blocks.js';
import type { IndexedReport } from './report-group.js';

export interface BlockAsOf extends Pick<Block, 'all' | 'reports' | 'newest' | 'offering'> {
  /** Undefined where it is not a block of the index with fewer reports that count. */
  readonly lacking?:
    | {
        /** The counted reports of that block. */
        readonly of: readonly PlacedReport[];
        /** Those of them that are not here. */
        readonly gone: readonly PlacedReport[];
      }
    | undefined;
}

/** @param reports in order */
export function blockAsOf(reports: readonly IndexedReport[]): BlockAsOf {
  const all = reports.map(({ placed }) => placed);
  const counting = reports.flatMap((r) => (r.counts ? [r.placed] : []));
  return { all, reports: counting, newest: newestReportIn(all), offering: () => counting.filter(isAboutOffers) };
}

/** A block of the index of which some reports are not here. */
export function blockWithout(block: Block, isHere: (report: IndexedReport) => boolean): BlockAsOf {
  const missing: IndexedReport[] = [];
  for (const report of block.indexed) if (!isHere(report)) missing.push(report);
  return missing.length === 0 ? block : new ShortBlock(block, missing);
}

/** Under a lens most blocks lack something, and of few of them anybody asks for all reports. */
class ShortBlock implements BlockAsOf {
  readonly reports: readonly PlacedReport[];
  readonly lacking: BlockAsOf['lacking'];
  readonly #all = lazy(() =>
    this.block.indexed.flatMap((report) => (this.missing.includes(report) ? [] : [report.placed])),
  );

  constructor(
    private readonly block: Block,
    private readonly missing: readonly IndexedReport[],
  ) {
    const gone = missing.flatMap(({ counts, placed }) => (counts ? [placed] : []));
    // Where none is gone that counts, it is gone over as the block is.
    this.reports = gone.length === 0 ? block.reports : block.reports.filter((t) => !gone.includes(t));
    this.lacking = gone.length === 0 ? undefined : { of: block.reports, gone };
  }

  get all(): readonly PlacedReport[] {
    return this.#all();
  }

  offering(): readonly PlacedReport[] {
    const { offering } = this.block;
    const { gone } = this.lacking ?? {};
    return gone ? offering().filter((t) => !gone.includes(t)) : offering();
  }

  get newest(): PlacedReport | undefined {
    const { newest } = this.block;
    return this.missing.some(({ placed }) => placed === newest) ? newestReportIn(this.all) : newest;
  }
}

/** The report that was published last; of several, the last of them. A long story has thousands of blocks. */
export function newestOf(blocks: readonly BlockAsOf[]): PlacedReport | undefined {
  let latest: PlacedReport | undefined;
  for (const { newest } of blocks) if (newest && !(latest && latest.publishedAt > newest.publishedAt)) latest = newest;
  return latest;
}
