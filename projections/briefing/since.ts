/** The date from which on a briefing tells what changed. */
import { isoOf, latestInstant } from '../../events/dates.js';
import type { Lens } from '../record/lens.js';
import type { LensProjections } from '../status/lens-projections.js';

const WEEK = 7 * 86_400_000;

/** Where none is given: a week before the newest report, or before the lens's time where there is no report. */
export function usualSince({ counted: { at }, summary }: LensProjections): string {
  const newest = summary().freshness.newest?.publishedAt ?? at;
  return isoOf(Math.min(newest, at) - WEEK).slice(0, '2026-01-01'.length);
}

/** What could be known of the same under the same lens at `since`. A lens that ends before then stays as it is. */
export function lensAtSince(lens: Lens, since: string): Lens {
  const isEarlier = lens.reportedBy !== undefined && latestInstant(lens.reportedBy) < latestInstant(since);
  return isEarlier ? lens : { ...lens, reportedBy: since };
}
