/**
 * `because`: a set of reports that alone gives a value, and of which none can be left out (docs/rules.md, section 4).
 */
import type { ReportId } from '../../events/ids.js';
import { inOrder } from '../record/order.js';
import type { PlacedReport } from '../record/placed-report.js';
import { minimalSubset } from '../support/minimal-subset.js';
import { countedOnly, sequenceIn, type CountedReports } from './counted-reports.js';
import type { ReportSequence } from '../record/report-sequence.js';

/**
 * The reports of a set, by id, in order. It is empty, and has a reason, where a value rests on the absence of reports.
 */
export interface Because {
  readonly because: readonly ReportId[];
  readonly reason?: string;
}

/** Where the set is looked for: the last so many of some reports, in order. */
export type Trail = (last: number) => readonly PlacedReport[];

/** A trail of these reports. */
function trailOf(counted: CountedReports, ids: Iterable<ReportId>): Trail {
  const ordered = [...new Set(ids)].flatMap((id) => counted.byId.get(id) ?? []).toSorted(inOrder);
  return (last) => ordered.slice(-last);
}

/**
 * A trail of those reports that are wanted; it looks at no more of them than it must.
 * @param reports in order
 */
export const lastOf =
  (reports: ReportSequence, isWanted: (t: PlacedReport) => boolean = () => true): Trail =>
  (last) => {
    const found: PlacedReport[] = [];
    for (const t of reports.backwards()) if (isWanted(t) && found.push(t) >= last) break;
    return found.toReversed();
  };

/** These reports, with those that place them, in order. */
function withPlacing(counted: CountedReports, trail: readonly PlacedReport[]): ReportId[] {
  const wanted = new Set(trail);
  for (const { id, placedBy } of trail) {
    const by = placedBy === id ? undefined : counted.byId.get(placedBy);
    if (by) wanted.add(by);
  }
  return [...wanted].toSorted(inOrder).map(({ id }) => id);
}

/** Ever larger sets: more and more from the ends of the trails, since values rest mostly on late reports; then all. */
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
  // At a table, reports that do not concern it can decide which others do.
  yield counted.selection.kept.map(({ report }) => report.reportId);
}

/**
 * Finds the reports that make a value what it is.
 * @param trail the reports that fired the rules or hold the words
 * @param holds whether fewer reports give the same value (and rule and `since`, where it has them)
 * @param absence the reason where the value holds without any report
 * @param wider where to look next if the trail alone does not give the value
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
  for (found of widening(counted, [...trails, lastOf(sequenceIn(counted))])) if (test(found)) break;
  return { because: minimalSubset(found, test) };
}

/** The explanation as an answer carries it. */
export const withBecause = ({ because, reason }: Because) => ({
  because: [...because],
  ...(reason === undefined ? {} : { reason }),
});
