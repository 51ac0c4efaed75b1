/** Columns of equal width in time, for counting in. */
import type { Instant } from '../../events/dates.js';

/** The number of columns in which entries are counted. */
const COLUMNS = 120;

/** How many there are in each column from the first instant to the last, which falls into the last column. */
export function countedInColumns(
  dated: Iterable<{ readonly at: Instant; readonly count: number }>,
  first: Instant,
  last: Instant,
): number[] {
  const counts = Array.from({ length: COLUMNS }, () => 0);
  const width = Math.max(1, last - first) / COLUMNS;
  for (const { at, count } of dated) {
    const column = Math.max(0, Math.min(COLUMNS - 1, Math.floor((at - first) / width)));
    counts[column] = (counts[column] ?? 0) + count;
  }
  return counts;
}
