/** Copies: a report that only repeats another of its origin is left out of the status and only adds to the number of copies. */
import { canonicalJson } from '../../events/canonical.js';
import type { JsonObject } from '../../events/envelope.js';
import { markedContent } from '../../events/erasure/marked-words.js';
import { reportEventType } from '../../events/event-types.js';
import type { ReportId } from '../../events/ids.js';
import { groupBy } from '../support/group-by.js';
import { isOutsideVoice } from './kinds.js';
import type { PlacedReport } from './placed-report.js';

/**
 * All that a report says: all but its id, its `corroborates` and its source. Of the source only the reliability is compared.
 * Texts are compared by their marks, which stay when texts are erased; of what has none, as they are.
 */
const contentOf = ({ id, report }: PlacedReport): string => {
  const { reportId: _id, corroborates: _link, source, marks, ...said } = report;
  const content = { ...said, reliability: source.reliability ?? null } as unknown as JsonObject;
  if (marks?.words === undefined) return canonicalJson({ ...content, voice: marks?.voice ?? null });
  return canonicalJson(markedContent(reportEventType(report.kind), content, id, marks));
};

/** Reports of one development that are the same in this may be copies of each other. It is cheaper than their content. */
const roughly = ({ origin, poor, report: { kind, reportedAt } }: PlacedReport): string =>
  JSON.stringify([origin, poor, kind, reportedAt]);

/** Of reports that say the same, the one that counts: one that is tied to none of them, of several that of the smallest id. */
function originalOf(same: readonly PlacedReport[]): PlacedReport | undefined {
  const ids = new Set(same.map(({ id }) => id));
  const isTied = ({ id, report: { corroborates } }: PlacedReport) =>
    corroborates !== undefined && corroborates !== id && ids.has(corroborates);
  const free = same.filter((t) => !isTied(t));
  // In a ring all are tied to one another.
  return (free.length > 0 ? free : same).reduce((a, b) => (a.id <= b.id ? a : b));
}

/**
 * By the id of each identical copy, the report of the same origin that counts in its place.
 * @param reports with each of them all others of its development
 */
export function originalsAmong(reports: readonly PlacedReport[]): ReadonlyMap<ReportId, PlacedReport> {
  const originals = new Map<ReportId, PlacedReport>();
  for (const tied of groupBy(reports, ({ development }) => development).values()) {
    if (tied.length === 1) continue;
    const alike = [...groupBy(tied, roughly).values()].filter(({ length }) => length > 1);
    for (const same of alike.flatMap((of) => [...groupBy(of, contentOf).values()])) {
      const original = same.length > 1 ? originalOf(same) : undefined;
      if (original) for (const t of same) if (t !== original) originals.set(t.id, original);
    }
  }
  return originals;
}

/** Whether a report counts in the status: it is neither an outside voice nor a copy. */
export const counts = (t: PlacedReport, originals: ReadonlyMap<ReportId, PlacedReport>): boolean =>
  !isOutsideVoice(t.report) && !originals.has(t.id);
