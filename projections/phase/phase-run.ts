/** A run of the phase machine over reports in order, and what it comes to. */
import type { ProposalId } from '../../events/ids.js';
import type { Claim } from '../claims/claims.js';
import type { Place, PlacedReport } from '../record/placed-report.js';
import type { Table } from '../record/tables.js';
import { AgreementTermsIndex, AgreementTermsReader } from '../report-index/agreement-terms.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import { ReportsInRuns, type ReportSequence } from '../record/report-sequence.js';
import { ScannedSubjects, type SubjectIndex } from '../report-index/subject-index.js';
import type { Agreements } from './agreements.js';
import { PhaseMachine } from './phase-machine.js';
import type { Firing, PhaseState } from './phase-state.js';
import { firingsBackwards, walkOver, type PhaseCourse } from './phase-walk.js';
import type { Phase, RuleName } from './phases.js';
import { newWalk, walkOnIndex } from './walk-on-index.js';

/** What the machine has come to after the last report. */
export class PhaseRun {
  readonly #state: PhaseState;
  readonly agreements: Agreements;

  /**
   * @param reports those of the walk, in order
   * @param subjects the same by subject
   */
  constructor(
    readonly reports: ReportSequence,
    private readonly subjects: SubjectIndex,
    private readonly walk: PhaseCourse,
    machine: PhaseMachine,
  ) {
    this.#state = walk.end;
    this.agreements = machine.agreements.of(this.#state.agreements);
  }

  get phase(): Phase {
    return this.#state.phase;
  }

  /** The last rule that fired; null where none did. */
  get rule(): RuleName | null {
    return this.#state.fired.at(-1)?.rule ?? null;
  }

  /** The place of the report on which it fired. */
  get since(): Place | null {
    return this.#state.fired.at(-1)?.report.place ?? null;
  }

  /** The claim `talks`, from the reports since the latest collapse or conclusion: earlier words on it no longer count. */
  get talksClaim(): Claim {
    return this.#state.talksClaim;
  }

  /** The reports that name a proposal, in order. */
  reportsOfProposal(proposal: ProposalId): readonly PlacedReport[] {
    return this.subjects.of(`proposal:${proposal}`);
  }

  /** All firings, in order. */
  get firings(): readonly Firing[] {
    return this.walk.stretches.flatMap(({ firings }) => firings);
  }

  /** All firings, from the last to the first. */
  firingsBackwards(): Iterable<Firing> {
    return firingsBackwards(this.walk);
  }

  /** The reports of the last firings, in order. */
  lastFired(count: number): PlacedReport[] {
    const last: PlacedReport[] = [];
    for (const { report } of this.firingsBackwards()) if (last.push(report) >= count) break;
    return last.toReversed();
  }

  /** The report on which any of these rules fired last; undefined where none has fired. */
  latest(...rules: readonly RuleName[]): PlacedReport | undefined {
    for (let at = this.walk.stretches.length - 1; at >= 0; at -= 1) {
      const found = this.walk.stretches[at]?.firings.findLast(({ rule }) => rules.includes(rule));
      if (found) return found.report;
    }
    return undefined;
  }

  /** The report that changed the phase last; undefined where none has. */
  latestMove(): PlacedReport | undefined {
    for (const { from, to, report } of this.firingsBackwards()) if (from !== to) return report;
    return undefined;
  }
}

function runOnIndex(counted: CountedReports, indexAsOf: IndexAsOf): PhaseRun {
  const { walk, machine } = walkOnIndex(counted, indexAsOf);
  return new PhaseRun(indexAsOf.sequence, indexAsOf, walk, machine);
}

/**
 * Runs the phase machine over all counted reports.
 * @param among some of them alone, in order
 * @param table its members alone are the principals; undefined for all principals
 */
export function phaseRunOf(counted: CountedReports, among?: readonly PlacedReport[], table?: Table): PhaseRun {
  const { registry, selection, indexAsOf } = counted;
  if (indexAsOf && !among && !table) return runOnIndex(counted, indexAsOf);
  const reports = among ?? counted.reports;
  const subjects = new ScannedSubjects(reports);
  const terms = new AgreementTermsIndex(subjects, new AgreementTermsReader(registry));
  const machine = new PhaseMachine({ registry, terms, published: selection.published }, table);
  const runs = [{ reports }];
  return new PhaseRun(new ReportsInRuns(runs), subjects, walkOver(runs, machine, newWalk()), machine);
}
