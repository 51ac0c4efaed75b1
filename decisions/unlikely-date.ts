/** Publications so far from all others that the year is probably a slip: 0025 for 2025. */
import type { Fact } from '../events/event.js';
import type { LookupMap } from './overlay-map.js';

/** In years. */
const FAR = 50;
/** A first publication from before this year is unlikely. */
const EARLIEST = 1900;

/** All forms of a date begin with four digits. */
const yearOf = (date: string): number => Number(date.slice(0, 4));

/** The year in which a report was published. */
export const yearOfPublication = (fact: Fact): number | undefined =>
  fact.type === 'Report' ? yearOf(fact.report.reportedAt) : undefined;

/**
 * Why a date of publication is unlikely; undefined where it is not.
 * @param years how many publications of each year are recorded
 * @param replaced a date among these that the new one takes the place of
 */
export function unlikelyDate(years: LookupMap<number, number>, date: string, replaced?: string): string | undefined {
  const own = replaced === undefined ? undefined : yearOf(replaced);
  const others = [...years.keys()].filter((year) => year !== own || (years.get(year) ?? 0) > 1);
  if (others.length === 0)
    return yearOf(date) < EARLIEST ? `${date} is before ${EARLIEST}: is the year right?` : undefined;
  if (others.some((year) => Math.abs(year - yearOf(date)) <= FAR)) return undefined;
  return `${date} is more than ${FAR} years from every other publication: is the year right?`;
}
