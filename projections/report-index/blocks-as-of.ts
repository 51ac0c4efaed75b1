/** Blocks of an index as they read under a lens. */
import { newestReportIn } from '../record/newest-report.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { Block } from './blocks.js';
import type { IndexedReport } from './report-group.js';

export type BlockAsOf = Pick<Block, 'all' | 'reports' | 'newest'>;

/** @param reports in order */
export function blockAsOf(reports: readonly IndexedReport[]): BlockAsOf {
  const all = reports.map(({ placed }) => placed);
  return { all, reports: reports.flatMap((r) => (r.counts ? [r.placed] : [])), newest: newestReportIn(all) };
}

/** The report that was published last; of several, the last of them. A long story has thousands of blocks. */
export function newestOf(blocks: readonly BlockAsOf[]): PlacedReport | undefined {
  let latest: PlacedReport | undefined;
  for (const { newest } of blocks) if (newest && !(latest && latest.publishedAt > newest.publishedAt)) latest = newest;
  return latest;
}
