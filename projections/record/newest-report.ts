/** The report that was published last, whoever speaks; a refusal to comment ends no silence. */
import type { PlacedReport } from './placed-report.js';

export function newestReportIn(reports: Iterable<PlacedReport>): PlacedReport | undefined {
  let newest: PlacedReport | undefined;
  for (const t of reports)
    if (t.report.kind !== 'no-comment' && !(newest && newest.publishedAt > t.publishedAt)) newest = t;
  return newest;
}
