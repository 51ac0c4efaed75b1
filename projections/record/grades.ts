/** The desk's own grades of sources: each replaces the reliability of what a publisher published from a date on. */
import { firstInstant, latestInstant, type Instant } from '../../events/dates.js';
import type { Report } from '../../events/report.js';
import type { Reliability } from '../../events/vocabulary.js';
import type { Aliases } from './aliases.js';
import type { Entry } from './entries.js';

/** By publisher, as names are compared; in the order of recording. */
export type SourceGrades = ReadonlyMap<
  string,
  readonly { readonly from: Instant; readonly reliability: Reliability }[]
>;

/** @param entries those of the stream `sources` that are not voided, in the order of recording */
export function sourceGradesOf(entries: readonly Entry[], aliases: Aliases): SourceGrades {
  const grades = new Map<string, { from: Instant; reliability: Reliability }[]>();
  for (const { fact } of entries) {
    if (fact.type !== 'SourceRegraded') continue;
    const { publisher, from, reliability } = fact.data;
    const key = aliases.keyOf(publisher);
    grades.set(key, [...(grades.get(key) ?? []), { from: firstInstant(from), reliability }]);
  }
  return grades;
}

/** The publishers that are graded otherwise by one of these than by the other. */
export function gradedOtherwise(a: SourceGrades, b: SourceGrades): string[] {
  const isSame = (publisher: string): boolean => {
    const [one = [], other = []] = [a.get(publisher), b.get(publisher)];
    return (
      one.length === other.length &&
      one.every(({ from, reliability }, i) => from === other[i]?.from && reliability === other[i]?.reliability)
    );
  };
  return [...new Set([...a.keys(), ...b.keys()])].filter((publisher) => !isSame(publisher));
}

/**
 * The reliability of a report's source: by the last grade that applies, else as the report gives it.
 * @param publisher as names are compared
 */
export function gradeOf(
  grades: SourceGrades,
  publisher: string,
  { source, reportedAt }: Report,
): Reliability | undefined {
  const regraded = grades.get(publisher)?.findLast((g) => g.from <= latestInstant(reportedAt));
  return regraded?.reliability ?? source.reliability;
}
