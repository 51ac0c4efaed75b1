/** Quantities: the numbers and ranges that reports give, and whether two of them can both hold. */
import { comparable } from '../../events/text.js';
import type { Report, Term } from '../../events/report.js';
import { groupBy } from '../support/group-by.js';
import type { PlacedReport } from '../record/placed-report.js';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The ranges that one voice gives for a quantity. */
export interface Figure {
  readonly ranges: readonly Range[];
  /** The report with which it began to give them. */
  readonly from: PlacedReport;
}

/** All quantities that one voice gives for one thing, by its latest report. */
export interface Account {
  readonly by: PlacedReport;
  /** By item, unit, rate and basis. */
  readonly figures: ReadonlyMap<string, Figure>;
}

/** Quantities are compared where all of these are the same. */
const keyOf = ({ item, unit, per, basis }: Term): string =>
  [item, unit ?? '', per ?? '', basis ?? ''].map(comparable).join('\n');

const rangeOf = ({ quantity, min, max }: Term): Range => ({
  min: quantity ?? min ?? -Infinity,
  max: quantity ?? max ?? Infinity,
});

/** Whether a term gives a number or a range, not only a text. */
export const isQuantity = ({ quantity, min, max }: Term): boolean => (quantity ?? min ?? max) !== undefined;

/** Each report is read once: to explain a contradiction, the same two are compared again and again. */
const quantitiesByReport = new WeakMap<Report, ReadonlyMap<string, readonly Term[]>>();

function quantitiesIn(report: Report): ReadonlyMap<string, readonly Term[]> {
  const known = quantitiesByReport.get(report);
  if (known) return known;
  const quantities = groupBy((report.terms ?? []).filter(isQuantity), keyOf);
  quantitiesByReport.set(report, quantities);
  return quantities;
}

const sameRanges = (a: readonly Range[], b: readonly Range[]): boolean =>
  a.length === b.length && a.every(({ min, max }, i) => min === b[i]?.min && max === b[i]?.max);

/**
 * A voice's account after its next report, which replaces the one before. Another report of the same development need
 * not repeat figures.
 */
export function withReport(before: Account | undefined, by: PlacedReport): Account {
  const figures = new Map(before?.by.development === by.development ? before.figures : []);
  for (const [key, terms] of quantitiesIn(by.report)) {
    const ranges = terms.map(rangeOf);
    const earlier = before?.figures.get(key);
    figures.set(key, { ranges, from: earlier && sameRanges(earlier.ranges, ranges) ? earlier.from : by });
  }
  return { by, figures };
}

/** Whether one of the first and one of the second can both hold. */
export const overlap = (a: readonly Range[], b: readonly Range[]): boolean =>
  a.some((x) => b.some((y) => x.min <= y.max && y.min <= x.max));

/** What a report gives quantities for: items by unit, rate and basis. */
export const quantityKeysIn = (report: Report): string[] => [...quantitiesIn(report).keys()];

/** Of two accounts, the report of each. */
export type Sides = [PlacedReport, PlacedReport];

/** The reports with which two accounts began to give figures for one quantity, if these cannot both hold. */
export function differencesIn(key: string, a: Account | undefined, b: Account | undefined): Sides[] {
  const [figure, other] = [a?.figures.get(key), b?.figures.get(key)];
  return figure && other && !overlap(figure.ranges, other.ranges) ? [[figure.from, other.from]] : [];
}
