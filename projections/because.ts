/** Why a value is what it is: a set of reports that alone gives it, and of which none can be left out. */
import type { ReportId } from '../events/ids.js';
import { smallest } from './smallest.js';
import { keepOnly, type View } from './view.js';

/** Reports by id; empty, with a reason in its place, where the value rests on the absence of reports. */
export interface Because {
  readonly because: readonly ReportId[];
  readonly reason?: string;
}

/** In the view's order; with each report the one that places it in the story. */
function inOrder(view: View, trail: Iterable<ReportId>): ReportId[] {
  const wanted = new Set<ReportId>();
  for (const id of trail) {
    wanted.add(id);
    const placedBy = view.byId.get(id)?.placedBy;
    if (placedBy !== undefined) wanted.add(placedBy);
  }
  return view.all.flatMap((t) => (wanted.has(t.id) ? [t.id] : []));
}

/** Each trail with those before it, and at last all that the view has. */
const widening = (view: View, trails: readonly Iterable<ReportId>[]): (readonly ReportId[])[] => [
  ...trails.map((_, i) =>
    inOrder(
      view,
      trails.slice(0, i + 1).flatMap((trail) => [...trail]),
    ),
  ),
  view.all.map((t) => t.id),
];

/**
 * The reports that make a value so (domain.md, section 4).
 * @param trail the reports that fired the rules or hold the words
 * @param wider what to look through where the trail alone does not give the value; at last, all reports
 * @param holds whether a view of fewer reports still gives the value (and rule and since, where it has them)
 * @param absence said in place of reports where the value holds without any
 */
export function becauseOf(
  view: View,
  trail: Iterable<ReportId>,
  holds: (kept: View) => boolean,
  absence = 'no counted report says otherwise',
  wider: readonly Iterable<ReportId>[] = [],
): Because {
  const test = (ids: readonly ReportId[]) => holds(keepOnly(view, ids));
  if (test([])) return { because: [], reason: absence };
  const found = widening(view, [trail, ...wider]).find(test) ?? view.selection.kept.map((p) => p.report.reportId);
  return { because: smallest(found, test) };
}

/** The explanation as answers carry it. */
export const withBecause = ({ because, reason }: Because) => ({
  because: [...because],
  ...(reason === undefined ? {} : { reason }),
});
