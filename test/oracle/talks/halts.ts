/** Halts and restarts that nobody declares: section 4, "Halts and restarts that nobody declares". */
import { text } from '../json.js';
import { principalsAt, type Run } from './phase.js';
import { affirms, distinctOrigins, isAct, ofTalks, confirmsTalks, refusesAll, type VoicedReport } from '../voices.js';

export interface Halt {
  readonly value: 'suspended' | 'collapsed';
  readonly since: string;
  readonly origins: readonly string[];
}

export interface Restart {
  readonly since: string;
  readonly origins: readonly string[];
}

/** What two origins tell of one development. */
interface Telling extends Restart {
  readonly value: string;
  /** The step of the report by the second origin. */
  readonly step: number;
}

const carries =
  (kind: string) =>
  (report: VoicedReport): boolean =>
    report.kind === kind;

const carriesRestart = (report: VoicedReport): boolean =>
  confirmsTalks(report) || (isAct(report) && !['suspension', 'assessment'].includes(report.kind));

function tellingsOf(value: string, isSuch: (report: VoicedReport) => boolean, { talks: { reports } }: Run): Telling[] {
  const such = (report: VoicedReport) =>
    isSuch(report) && !report.poor && !report.standing && text(report.data, 'agreement') === null;
  return [...new Set(reports.map(({ development }) => development))].flatMap((development) => {
    const isPart = (report: VoicedReport) => such(report) && report.development === development;
    const step = reports.findIndex((_, i) => distinctOrigins(reports.slice(0, i + 1).filter(isPart)).length >= 2);
    const last = reports[step];
    if (!last) return [];
    return [{ value, since: last.place.text, origins: distinctOrigins(reports.filter(isPart)), step }];
  });
}

const haltsOf = (run: Run): Telling[] => [
  ...tellingsOf('suspended', carries('suspension'), run),
  ...tellingsOf('collapsed', carries('breakdown'), run),
];

const restartsOf = (run: Run): Telling[] => tellingsOf('restart', carriesRestart, run);

/** Not ended by a later word of the other sort, a change of phase, or a later telling of the contrary. */
const goesOn = (
  { step }: Telling,
  { talks, firings }: Run,
  ends: (report: VoicedReport) => boolean,
  contrary: readonly Telling[],
): boolean =>
  !talks.reports.slice(step + 1).some((report) => report.declares && ends(report)) &&
  !firings.some((firing) => firing.step > step && firing.from !== firing.to) &&
  !contrary.some((other) => other.step > step);

const latestOf = (tellings: readonly Telling[]): Telling | undefined =>
  tellings.toSorted((a, b) => a.step - b.step).at(-1);

export function reportedHalt(run: Run, phase: string): Halt | null {
  const restarts = restartsOf(run);
  const found = latestOf(haltsOf(run).filter((halt) => halt.value !== phase && goesOn(halt, run, affirms, restarts)));
  if (!found) return null;
  return { value: found.value as Halt['value'], since: found.since, origins: found.origins };
}

export function reportedRestart(run: Run, phase: string): Restart | null {
  if (!['collapsed', 'suspended', 'deadlocked'].includes(phase)) return null;
  const halts = haltsOf(run);
  const { talks } = run;
  const halting = (report: VoicedReport): boolean =>
    (report.kind === 'denial' && ofTalks(report)) ||
    ['suspension', 'breakdown'].includes(report.kind) ||
    refusesAll(report, principalsAt(talks, report.place.at), talks.roleOf);
  const found = latestOf(restartsOf(run).filter((restart) => goesOn(restart, run, halting, halts)));
  return found ? { since: found.since, origins: found.origins } : null;
}
