/** Developments: reports tied by `corroborates`, in either direction and through any number of links, tell of one thing. */
import type { ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';

/** For each id one that stands for all to which these ties lead: the smallest, so that the order of ties does not show. */
export function linkedBy(ties: Iterable<readonly [ReportId, ReportId]>): (id: ReportId) => ReportId {
  const parent = new Map<ReportId, ReportId>();
  const root = (id: ReportId): ReportId => {
    let top = id;
    for (let up = parent.get(top); up !== undefined; up = parent.get(top)) top = up;
    if (top !== id) parent.set(id, top);
    return top;
  };
  for (const [one, other] of ties) {
    const [a, b] = [root(one), root(other)];
    if (a < b) parent.set(b, a);
    else if (b < a) parent.set(a, b);
  }
  return root;
}

/** Names each report's development by one of its ids. A link may name a report that is not there (yet). */
export function linkDevelopments(reports: readonly Report[]): Map<ReportId, ReportId> {
  const there = new Set(reports.map(({ reportId }) => reportId));
  const root = linkedBy(
    reports.flatMap(({ reportId, corroborates }) =>
      corroborates !== undefined && there.has(corroborates) ? [[reportId, corroborates] as const] : [],
    ),
  );
  return new Map(reports.map(({ reportId }) => [reportId, root(reportId)]));
}
