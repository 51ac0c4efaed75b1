/** What a lens keeps of what had been published. */
import type { Instant } from '../../events/dates.js';
import type { PublishedReport } from './published-reports.js';

/** Whether a published report counts under a lens. */
export type ReportFilter = (p: PublishedReport) => boolean;

/** What is not set leaves out nothing. */
export interface Kept {
  /** What had happened by then. */
  readonly happenedBy?: Instant;
  readonly filter?: ReportFilter | undefined;
  /** All but these. */
  readonly without?: ReadonlySet<PublishedReport>;
}

/** Whether a published report is kept. It is asked of every report: what leaves out nothing is not looked at. */
export function isKeptBy({ happenedBy = Infinity, filter, without }: Kept): ReportFilter {
  if (happenedBy === Infinity && !without?.size) return filter ?? (() => true);
  return (p) => p.happenedAt <= happenedBy && !without?.has(p) && (!filter || filter(p));
}
