/** References of sentences to the reports at the end: `[1, 3–5]`. */
import type { ReportId } from '../../events/ids.js';
import type { CitedReport } from '../../projections/briefing/cited-reports.js';

/** Runs of numbers that follow each other. */
function runsOf(numbers: readonly number[]): (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run[1] + 1 === number) run[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

const runInWords = ([first, last]: readonly [number, number]): string => {
  if (first === last) return String(first);
  return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
};

/** Empty where there are none. @param cited the reports of the briefing */
export function references(ids: readonly ReportId[], cited: readonly CitedReport[]): string {
  const numbers = new Map(cited.map(({ reportId, number }) => [reportId, number]));
  const runs = runsOf(ids.flatMap((id) => numbers.get(id) ?? []));
  return runs.length === 0 ? '' : `[${runs.map(runInWords).join(', ')}]`;
}
