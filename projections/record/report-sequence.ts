/** Reports in order, read from the last one back: what rests on the latest reports need not list them all. */
import type { PlacedReport } from './placed-report.js';

/** See the file comment. From the first to the last it is an iterable. */
export interface ReportSequence extends Iterable<PlacedReport> {
  /** From the last to the first. */
  backwards(): Iterable<PlacedReport>;
}

/** Some consecutive reports. */
interface Run {
  readonly reports: readonly PlacedReport[];
}

/** Reports in runs, one after the other. */
export class ReportsInRuns implements ReportSequence {
  constructor(private readonly runs: readonly Run[]) {}

  *backwards(): Generator<PlacedReport> {
    for (let run = this.runs.length - 1; run >= 0; run -= 1) {
      const { reports } = this.runs[run] as Run;
      for (let at = reports.length - 1; at >= 0; at -= 1) yield reports[at] as PlacedReport;
    }
  }

  *[Symbol.iterator](): Generator<PlacedReport> {
    for (const { reports } of this.runs) yield* reports;
  }
}

/** These reports as a sequence. @param reports in order */
export const sequenceOf = (reports: readonly PlacedReport[]): ReportSequence => new ReportsInRuns([{ reports }]);

/** The last that is as wanted. */
export function latestOf(
  sequence: ReportSequence,
  isWanted: (t: PlacedReport) => boolean = () => true,
): PlacedReport | undefined {
  for (const t of sequence.backwards()) if (isWanted(t)) return t;
  return undefined;
}

/** Those that come after the last for which this holds, in order; all where it holds for none. */
export function thoseAfter(sequence: ReportSequence, isUpTo: (t: PlacedReport) => boolean): PlacedReport[] {
  const found: PlacedReport[] = [];
  for (const t of sequence.backwards()) {
    if (isUpTo(t)) break;
    found.push(t);
  }
  return found.toReversed();
}
