/** How fresh the news is: section 4, "Beside the phase". */
import { text } from './json.js';
import type { Selection } from './selection.js';

const DAY = 86_400_000;

export interface Freshness {
  readonly value: 'active' | 'quiet' | 'stale';
  readonly newestReportAt: string | null;
  readonly ageDays: number | null;
}

/** Of everything heard, former officials, commentators and copies too; but a `no-comment` ends no silence. */
export function freshnessOf({ heard, registry, at }: Selection): Freshness {
  const newest = heard
    .filter(({ kind }) => kind !== 'no-comment')
    .toSorted((a, b) => a.reportedAt - b.reportedAt)
    .at(-1);
  if (!newest) return { value: 'stale', newestReportAt: null, ageDays: null };
  // Under `happenedBy` what was published later counts too.
  const age = Math.max(0, at - newest.reportedAt) / DAY;
  const value = age > registry.staleAfterDays ? 'stale' : age > registry.quietAfterDays ? 'quiet' : 'active';
  return { value, newestReportAt: text(newest.data, 'reportedAt'), ageDays: Math.floor(age) };
}
