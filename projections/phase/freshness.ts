/** Freshness: how long nothing has been reported. Silence is data. */
import type { Instant } from '../../events/dates.js';
import { newestReportIn } from '../record/newest-report.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

/** Measured at the lens's time against the days that the registry sets. */
export interface Freshness {
  readonly value: 'active' | 'quiet' | 'stale';
  /** The report that was published last, whoever speaks. A `no-comment` ends no silence. */
  readonly newest: PlacedReport | undefined;
  /** Whole days since its publication; null where there is no report. */
  readonly ageDays: number | null;
}

const DAY = 86_400_000;

/** `stale` where there is no report. */
export function freshnessOf(counted: CountedReports): Freshness {
  const newest = counted.indexAsOf ? counted.indexAsOf.newest() : newestReportIn(counted.all);
  if (!newest) return { value: 'stale', newest, ageDays: null };
  const { quietAfterDays, staleAfterDays } = counted.registry;
  const days = Math.max(0, (counted.at - newest.publishedAt) / DAY);
  const value = days > staleAfterDays ? 'stale' : days > quietAfterDays ? 'quiet' : 'active';
  return { value, newest, ageDays: Math.floor(days) };
}

/**
 * The first instant after the lens's time at which the clock alone changes the freshness; Infinity where it never does.
 */
export function freshnessValidUntil(counted: CountedReports): Instant {
  const { newest, ageDays } = freshnessOf(counted);
  if (!newest || ageDays === null) return Infinity;
  const { quietAfterDays, staleAfterDays } = counted.registry;
  const changes = [ageDays + 1, quietAfterDays, staleAfterDays].map((days) => newest.publishedAt + days * DAY);
  // A threshold is passed one millisecond after it.
  return Math.min(...changes.map((at, i) => (i === 0 ? at : at + 1)).filter((at) => at > counted.at));
}
