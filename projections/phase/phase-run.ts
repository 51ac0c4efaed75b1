/** A run of the phase machine over reports in order, and what it comes to. */
import type { Claim } from '../claims/claims.js';
import type { Place, PlacedReport } from '../record/placed-report.js';
import type { Table } from '../record/tables.js';
import { AgreementTermsIndex, AgreementTermsReader } from '../report-index/agreement-terms.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import { ResumeKey } from '../report-index/resume-points.js';
import { ScannedSubjects } from '../report-index/subject-index.js';
import type { Agreements } from './agreements.js';
import { PhaseMachine } from './phase-machine.js';
import type { FiringList, Firing, PhaseState } from './phase-state.js';
import type { Phase, RuleName } from './phases.js';

/** What the machine has come to after the last report. */
export interface PhaseRun {
  /** The reports that it took, in order; a step is an index into them. */
  readonly reports: readonly PlacedReport[];
  readonly phase: Phase;
  /** The last rule that fired; null where none did. */
  readonly rule: RuleName | null;
  /** The place of the report on which it fired. */
  readonly since: Place | null;
  /** All firings, in order. */
  readonly firings: readonly Firing[];
  /** The claim `talks`, from the reports since the latest collapse or conclusion: earlier words on it no longer count. */
  readonly talksClaim: Claim;
  /** The agreements as they are after the last report. */
  readonly agreements: Agreements;
  /** The step of the latest firing of any of these rules; -1 where none has fired. */
  readonly latest: (...rules: readonly RuleName[]) => number;
  /** The step of the latest firing that changed the phase; 0 where none has. */
  readonly latestMove: () => number;
}

class CompletedRun implements PhaseRun {
  readonly phase: Phase;
  readonly rule: RuleName | null;
  readonly since: Place | null;
  readonly talksClaim: Claim;
  readonly agreements: Agreements;
  readonly #fired: FiringList | undefined;
  #firings: readonly Firing[] | undefined;

  constructor(
    readonly reports: readonly PlacedReport[],
    { phase, fired, talksClaim, agreements }: PhaseMachine,
  ) {
    this.phase = phase;
    this.rule = fired?.firing.rule ?? null;
    this.since = fired?.firing.report.place ?? null;
    this.talksClaim = talksClaim;
    this.agreements = agreements;
    this.#fired = fired;
  }

  get firings(): readonly Firing[] {
    if (this.#firings) return this.#firings;
    const firings: Firing[] = [];
    for (let fired = this.#fired; fired; fired = fired.before) firings.push(fired.firing);
    return (this.#firings = firings.toReversed());
  }

  latestMove(): number {
    for (let fired = this.#fired; fired; fired = fired.before)
      if (fired.firing.from !== fired.firing.to) return fired.firing.step;
    return 0;
  }

  latest(...rules: readonly RuleName[]): number {
    for (let fired = this.#fired; fired; fired = fired.before)
      if (rules.includes(fired.firing.rule)) return fired.firing.step;
    return -1;
  }
}

const PHASE_STATES = new ResumeKey<PhaseState>('phase');

/** A run over all reports of an index. It resumes where the index last held a state that is the same here. */
function runOnIndex(
  { registry, selection: { published, reportIndex }, reports }: CountedReports,
  indexAsOf: IndexAsOf,
): PhaseRun {
  const terms = new AgreementTermsIndex(indexAsOf, reportIndex.termsReader);
  const machine = new PhaseMachine(registry, terms, published, undefined);
  const same = indexAsOf.sameMeaningUpTo(terms);
  const resumePoints = reportIndex.resumePoints(PHASE_STATES);
  const from = resumePoints.within(same);
  if (from) machine.resumeFrom(from.state);
  for (let step = from?.at ?? 0; step < reports.length; step += 1) {
    machine.take(reports[step] as PlacedReport, step);
    const at = step + 1;
    if (at <= same && resumePoints.wants(at, at === same && indexAsOf.isWhole))
      resumePoints.keep(at, machine.snapshot());
  }
  return new CompletedRun(reports, machine);
}

/**
 * Runs the phase machine.
 * @param reports some of the counted reports, in order
 * @param table its members alone are the principals; undefined for all principals
 */
export function phaseRunOf(counted: CountedReports, reports: readonly PlacedReport[], table?: Table): PhaseRun {
  const { registry, selection, indexAsOf } = counted;
  if (indexAsOf && reports === counted.reports && table === undefined) return runOnIndex(counted, indexAsOf);
  const terms = new AgreementTermsIndex(new ScannedSubjects(reports), new AgreementTermsReader(registry));
  const machine = new PhaseMachine(registry, terms, selection.published, table);
  reports.forEach((t, step) => machine.take(t, step));
  return new CompletedRun(reports, machine);
}
