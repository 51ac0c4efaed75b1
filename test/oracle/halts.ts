/** Halts that nobody declares: section 4, "Halts that nobody declares". */
import { text } from './json.js';
import type { Run } from './phase.js';
import { affirms, distinctOrigins, type VoicedReport } from './voices.js';

export interface Halt {
  readonly value: 'suspended' | 'collapsed';
  readonly since: string;
  readonly origins: readonly string[];
}

interface Candidate extends Halt {
  /** The step of the report by the second origin. */
  readonly step: number;
}

function candidateOf(kind: string, development: string, reports: readonly VoicedReport[]): Candidate | null {
  const isPart = (report: VoicedReport) =>
    report.kind === kind &&
    report.development === development &&
    !report.poor &&
    !report.standing &&
    text(report.data, 'agreement') === null;
  const step = reports.findIndex((_, i) => distinctOrigins(reports.slice(0, i + 1).filter(isPart)).length >= 2);
  const last = reports[step];
  if (!last) return null;
  const value = kind === 'suspension' ? 'suspended' : 'collapsed';
  return { value, since: last.place.text, origins: distinctOrigins(reports.filter(isPart)), step };
}

function isOver({ step }: Candidate, { talks, firings }: Run): boolean {
  const declared = talks.reports.slice(step + 1).some((report) => report.declares && affirms(report));
  return declared || firings.some((firing) => firing.step > step && firing.from !== firing.to);
}

/** Of several, the latest. */
export function reportedHalt(run: Run, phase: string): Halt | null {
  const { reports } = run.talks;
  const found = [...new Set(reports.map(({ development }) => development))]
    .flatMap((development) => ['suspension', 'breakdown'].map((kind) => candidateOf(kind, development, reports)))
    .filter((candidate) => candidate !== null)
    .filter((candidate) => candidate.value !== phase && !isOver(candidate, run))
    .toSorted((a, b) => a.step - b.step)
    .at(-1);
  return found ? { value: found.value, since: found.since, origins: found.origins } : null;
}
