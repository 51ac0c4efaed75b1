/**
 * Developments: all reports that `corroborates` ties to each other, directly or through others, are of one development.
 */
import type { ReportId } from '../../events/ids.js';
import type { Report } from '../../events/report.js';

/**
 * For each id, the one that stands for all ids tied to it. It is the smallest of them, whatever the order of the ties.
 * @param ties pairs of ids of the same development
 */
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

/** By report, the id that stands for its development. A link to a report that is not among these has no effect. */
export function linkDevelopments(reports: readonly Report[]): Map<ReportId, ReportId> {
  const there = new Set(reports.map(({ reportId }) => reportId));
  const root = linkedBy(
    reports.flatMap(({ reportId, corroborates }) =>
      corroborates !== undefined && there.has(corroborates) ? [[reportId, corroborates] as const] : [],
    ),
  );
  return new Map(reports.map(({ reportId }) => [reportId, root(reportId)]));
}
