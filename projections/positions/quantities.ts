/** The quantities that reports give, and whether two of them can be the same. */
import { comparable } from '../../events/text.js';
import type { Report, Term } from '../../events/report.js';
import { groupBy } from '../support/group-by.js';
import type { PlacedReport } from '../record/placed-report.js';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** What one voice says of a quantity, and the report with which it began to say so. */
interface Figure {
  readonly ranges: readonly Range[];
  readonly from: PlacedReport;
}

/** What one voice's latest report says of the quantities of a thing. */
export interface Account {
  readonly by: PlacedReport;
  readonly figures: ReadonlyMap<string, Figure>;
}

/** Only like is compared with like: a rate is not the same as a total. */
const keyOf = ({ item, unit, per, basis }: Term): string =>
  [item, unit ?? '', per ?? '', basis ?? ''].map(comparable).join('\n');

const rangeOf = ({ quantity, min, max }: Term): Range => ({
  min: quantity ?? min ?? -Infinity,
  max: quantity ?? max ?? Infinity,
});

export const isQuantity = ({ quantity, min, max }: Term): boolean => (quantity ?? min ?? max) !== undefined;

const quantitiesIn = (report: Report): Map<string, Term[]> => groupBy((report.terms ?? []).filter(isQuantity), keyOf);

const sameRanges = (a: readonly Range[], b: readonly Range[]): boolean =>
  a.length === b.length && a.every(({ min, max }, i) => min === b[i]?.min && max === b[i]?.max);

/** A voice's account after its next report, which stands in the place of the one before. Copies need not repeat its figures. */
export function withReport(before: Account | undefined, by: PlacedReport): Account {
  const figures = new Map(before?.by.development === by.development ? before.figures : []);
  for (const [key, terms] of quantitiesIn(by.report)) {
    const ranges = terms.map(rangeOf);
    const told = before?.figures.get(key);
    figures.set(key, { ranges, from: told && sameRanges(told.ranges, ranges) ? told.from : by });
  }
  return { by, figures };
}

const canBeSame = (a: readonly Range[], b: readonly Range[]): boolean =>
  a.some((x) => b.some((y) => x.min <= y.max && y.min <= x.max));

/** For each quantity on which two accounts differ, the reports with which they began to give theirs. */
export function differences(a: Account, b: Account): [PlacedReport, PlacedReport][] {
  return [...a.figures].flatMap(([key, figure]): [PlacedReport, PlacedReport][] => {
    const other = b.figures.get(key);
    return other && !canBeSame(figure.ranges, other.ranges) ? [[figure.from, other.from]] : [];
  });
}
