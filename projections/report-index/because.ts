/** Why a value is what it is: a set of reports that alone gives it, and of which none can be left out. */
import type { ReportId } from '../../events/ids.js';
import { inOrder } from '../record/order.js';
import { minimalSubset } from '../support/minimal-subset.js';
import type { PlacedReport } from '../record/placed-report.js';
import { countedOnly, type CountedReports } from './counted-reports.js';

/** Reports by id; empty, with a reason in its place, where the value rests on the absence of reports. */
export interface Because {
  readonly because: readonly ReportId[];
  readonly reason?: string;
}

/** Where to look: reports in the order of the story, of which the last so many are asked for. */
export type Trail = (last: number) => readonly PlacedReport[];

/** The last so many of these reports, given in whatever order. */
function trailOf(counted: CountedReports, ids: Iterable<ReportId>): Trail {
  const ordered = [...new Set(ids)].flatMap((id) => counted.byId.get(id) ?? []).toSorted(inOrder);
  return (last) => ordered.slice(-last);
}

/** The last so many of these that are wanted; they are in order. */
export const lastOf =
  (reports: readonly PlacedReport[], isWanted: (t: PlacedReport) => boolean): Trail =>
  (last) => {
    const found: PlacedReport[] = [];
    for (let at = reports.length - 1; at >= 0 && found.length < last; at -= 1) {
      const t = reports[at] as PlacedReport;
      if (isWanted(t)) found.push(t);
    }
    return found.toReversed();
  };

/** In the view's order; with each report the one that places it in the story. */
function withPlacing(counted: CountedReports, trail: readonly PlacedReport[]): ReportId[] {
  const wanted = new Set(trail);
  for (const { id, placedBy } of trail) {
    const by = placedBy === id ? undefined : counted.byId.get(placedBy);
    if (by) wanted.add(by);
  }
  return [...wanted].toSorted(inOrder).map(({ id }) => id);
}

/** Ever more of the trails, from their ends: what is so now has mostly come to be so lately. At last, all reports. */
function* widening(counted: CountedReports, trails: readonly Trail[]): Generator<readonly ReportId[]> {
  for (let last = 2, before = -1; ; last *= 4) {
    const ends = trails.map((trail) => trail(last));
    const total = ends.flat().length;
    if (total === before) break;
    before = total;
    for (const [i, end] of ends.entries())
      if (i === 0 || end.length) yield withPlacing(counted, ends.slice(0, i + 1).flat());
  }
  yield counted.all.map(({ id }) => id);
  // At a table, those that do not concern it may yet say which do.
  yield counted.selection.kept.map(({ report }) => report.reportId);
}

/**
 * The reports that make a value so (domain.md, section 4).
 * @param trail the reports that fired the rules or hold the words
 * @param holds whether a view of fewer reports still gives the value (and rule and since, where it has them)
 * @param absence said in place of reports where the value holds without any
 * @param wider what to look through besides where the trail alone does not give the value
 */
export function becauseOf(
  counted: CountedReports,
  trail: Iterable<ReportId> | Trail,
  holds: (kept: CountedReports) => boolean,
  absence = 'no counted report says otherwise',
  wider: readonly (Iterable<ReportId> | Trail)[] = [],
): Because {
  const test = (ids: readonly ReportId[]) => holds(countedOnly(counted, ids));
  if (test([])) return { because: [], reason: absence };
  const trails = [trail, ...wider].map((t) => (typeof t === 'function' ? t : trailOf(counted, t)));
  let found: readonly ReportId[] = [];
  for (found of widening(counted, [...trails, lastOf(counted.reports, () => true)])) if (test(found)) break;
  return { because: minimalSubset(found, test) };
}

/** The explanation as answers carry it. */
export const withBecause = ({ because, reason }: Because) => ({
  because: [...because],
  ...(reason === undefined ? {} : { reason }),
});
