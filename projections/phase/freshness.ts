/** Freshness: silence is data. */
import type { Instant } from '../../events/dates.js';
import { newestReportIn } from '../record/newest-report.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { CountedReports } from '../report-index/counted-reports.js';

export interface Freshness {
  readonly value: 'active' | 'quiet' | 'stale';
  /** The report that was published last, whoever speaks; a refusal to comment ends no silence. */
  readonly newest: PlacedReport | undefined;
  /** Whole days since then at the lens's time; null where there is no report. */
  readonly ageDays: number | null;
}

const DAY = 86_400_000;

export function freshnessOf(counted: CountedReports): Freshness {
  const newest = newestReportIn(counted.indexAsOf?.newest() ?? counted.all);
  if (!newest) return { value: 'stale', newest, ageDays: null };
  const { quietAfterDays, staleAfterDays } = counted.registry;
  const days = Math.max(0, (counted.at - newest.publishedAt) / DAY);
  const value = days > staleAfterDays ? 'stale' : days > quietAfterDays ? 'quiet' : 'active';
  return { value, newest, ageDays: Math.floor(days) };
}

/** The first instant after the view's time at which the clock alone changes what freshness says. */
export function freshnessValidUntil(counted: CountedReports): Instant {
  const { newest, ageDays } = freshnessOf(counted);
  if (!newest || ageDays === null) return Infinity;
  const { quietAfterDays, staleAfterDays } = counted.registry;
  const turns = [ageDays + 1, quietAfterDays, staleAfterDays].map((days) => newest.publishedAt + days * DAY);
  // Past a threshold is the millisecond after it.
  return Math.min(...turns.map((turn, i) => (i === 0 ? turn : turn + 1)).filter((turn) => turn > counted.at));
}
