/** Copies: a report that only repeats another of its origin is left out of the status and only adds to the number of copies. */
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject } from '../../events/envelope.js';
import { isOutsideVoice } from './kinds.js';
import type { PlacedReport, PlacedReportsById } from './placed-report.js';

/** All that a report says. All but its id, its `corroborates` and its source. Of the source only the reliability is compared. */
const contentOf = ({ report }: PlacedReport): string => {
  const { reportId: _id, corroborates: _link, source, ...content } = report;
  return canonicalJson({ ...content, reliability: source.reliability ?? null } as unknown as JsonObject);
};

/** The report that this one names in `corroborates`, where it is an identical copy of it by the same origin. */
function copiedReport(copy: PlacedReport, byId: PlacedReportsById): PlacedReport | undefined {
  const { corroborates } = copy.report;
  const target = corroborates === undefined ? undefined : byId.get(corroborates);
  const isCopy =
    target !== undefined &&
    target !== copy &&
    target.origin === copy.origin &&
    target.poor === copy.poor &&
    target.report.kind === copy.report.kind &&
    contentOf(target) === contentOf(copy);
  return isCopy ? target : undefined;
}

/**
 * The report of which this is an identical copy by the same origin, tied to it by `corroborates`; undefined where it is
 * no copy. Of copies that name each other in a ring, the one with the smallest id is the original.
 */
export function originalOf(copy: PlacedReport, byId: PlacedReportsById): PlacedReport | undefined {
  const target = copiedReport(copy, byId);
  const ring = new Set<PlacedReport>();
  for (let at = target; at !== undefined && !ring.has(at); at = copiedReport(at, byId)) ring.add(at);
  return ring.has(copy) && [...ring].every(({ id }) => copy.id <= id) ? undefined : target;
}

/** Whether a report counts in the status: it is neither an outside voice nor a copy. */
export const counts = (t: PlacedReport, byId: PlacedReportsById): boolean =>
  !isOutsideVoice(t.report) && !originalOf(t, byId);
