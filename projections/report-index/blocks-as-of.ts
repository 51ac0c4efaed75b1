/** Blocks of an index as they read under a lens. */
import { newestReportIn } from '../record/newest-report.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { Block } from './blocks.js';
import type { IndexedReport } from './report-group.js';

export interface BlockAsOf extends Pick<Block, 'all' | 'reports' | 'newest'> {
  /** Undefined where it is not a block of the index with fewer reports that count. */
  readonly lacking?: {
    /** The counted reports of that block. */
    readonly of: readonly PlacedReport[];
    /** Those of them that are not here. */
    readonly gone: readonly PlacedReport[];
  };
}

/** @param reports in order */
export function blockAsOf(reports: readonly IndexedReport[]): BlockAsOf {
  const all = reports.map(({ placed }) => placed);
  return { all, reports: reports.flatMap((r) => (r.counts ? [r.placed] : [])), newest: newestReportIn(all) };
}

/** A block of the index of which some reports are not here. */
export function blockWithout(block: Block, isHere: (report: IndexedReport) => boolean): BlockAsOf {
  const all: PlacedReport[] = [];
  const reports: PlacedReport[] = [];
  const gone: PlacedReport[] = [];
  for (const report of block.indexed) {
    const { placed, counts } = report;
    const here = isHere(report);
    if (here) all.push(placed);
    if (counts) (here ? reports : gone).push(placed);
  }
  if (all.length === block.all.length) return block;
  const newest = all.length > 0 && block.newest && all.includes(block.newest) ? block.newest : newestReportIn(all);
  // Where none is gone that counts, it is gone over as the block is.
  if (gone.length === 0) return { all, reports: block.reports, newest };
  return { all, reports, newest, lacking: { of: block.reports, gone } };
}

/** The report that was published last; of several, the last of them. A long story has thousands of blocks. */
export function newestOf(blocks: readonly BlockAsOf[]): PlacedReport | undefined {
  let latest: PlacedReport | undefined;
  for (const { newest } of blocks) if (newest && !(latest && latest.publishedAt > newest.publishedAt)) latest = newest;
  return latest;
}
