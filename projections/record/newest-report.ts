/** The newest report: the one that was published last, whoever speaks. A `no-comment` ends no silence. */
import type { PlacedReport } from './placed-report.js';

/** Undefined where there is no report but `no-comment`. Of several published at once, the last of those given. */
export function newestReportIn(reports: Iterable<PlacedReport>): PlacedReport | undefined {
  let newest: PlacedReport | undefined;
  for (const t of reports)
    if (t.report.kind !== 'no-comment' && !(newest && newest.publishedAt > t.publishedAt)) newest = t;
  return newest;
}
