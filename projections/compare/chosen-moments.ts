/** Which moments of a story are read where it is drawn: all of a short one, some along the way of a long one. */

/** The least and the most stops. A short record has a stop at each moment. */
const STOPS = { least: 60, most: 300 } as const;
/** How many reports all stops together may go through, beyond the least number of stops. */
const REPORTS_READ = 30_000;

/**
 * As many of these as there may be stops, the first and the last among them, at even distances.
 * @param reports how many there are in all
 */
export function evenlyChosen<T>(moments: readonly T[], reports: number): readonly T[] {
  const many = Math.floor(REPORTS_READ / Math.max(1, reports));
  const count = Math.min(STOPS.most, Math.max(STOPS.least, many));
  if (moments.length <= count) return moments;
  return Array.from({ length: count }, (_, i) => moments[Math.round((i * (moments.length - 1)) / (count - 1))] as T);
}
