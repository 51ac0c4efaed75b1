/** Developments: reports tied by `corroborates`, in either direction and through any number of links, tell of one thing. */
import type { ReportId } from '../events/ids.js';
import type { Report } from '../events/report.js';

/** Names each report's development by one of its ids. A link may name a report that is not there (yet). */
export function linkDevelopments(reports: readonly Report[]): Map<ReportId, ReportId> {
  const parent = new Map<ReportId, ReportId>();
  const root = (id: ReportId): ReportId => {
    let top = id;
    for (let up = parent.get(top); up !== undefined; up = parent.get(top)) top = up;
    if (top !== id) parent.set(id, top);
    return top;
  };
  const there = new Set(reports.map(({ reportId }) => reportId));
  for (const { reportId, corroborates } of reports) {
    if (corroborates === undefined || !there.has(corroborates)) continue;
    const [a, b] = [root(reportId), root(corroborates)];
    // The smaller id stands for the whole, so that the order of recording does not show.
    if (a < b) parent.set(b, a);
    else if (b < a) parent.set(a, b);
  }
  return new Map(reports.map(({ reportId }) => [reportId, root(reportId)]));
}
