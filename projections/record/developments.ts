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

/**
 * By report, the id that stands for its development: the smallest of those tied to each other that are here. Reports that
 * name one report are tied by it, also where it is not here: voided, not yet published, or never recorded.
 */
export function linkDevelopments(reports: readonly Report[]): Map<ReportId, ReportId> {
  const root = linkedBy(
    reports.flatMap(({ reportId, corroborates }) =>
      corroborates === undefined ? [] : [[reportId, corroborates] as const],
    ),
  );
  const smallest = new Map<ReportId, ReportId>();
  for (const { reportId } of reports) {
    const before = smallest.get(root(reportId));
    if (before === undefined || reportId < before) smallest.set(root(reportId), reportId);
  }
  return new Map(reports.map(({ reportId }) => [reportId, smallest.get(root(reportId)) ?? reportId]));
}
