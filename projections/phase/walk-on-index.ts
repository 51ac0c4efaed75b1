/** The walk of the phase machine over a report index. It is carried on with the index, and lenses start from it. */
import type { AgreementId, ReportId } from '../../events/ids.js';
import { AgreementTermsIndex } from '../report-index/agreement-terms.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import { lookaheadBetween, type Lookahead } from '../report-index/lookahead.js';
import { lookaheadKeysOf } from '../report-index/lookahead-spans.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { PhaseMachine } from './phase-machine.js';
import { startOfPhases } from './phase-state.js';
import { walkUnder, type ReadsAhead } from './lens-walk.js';
import { walkingOver, walkOver, type PhaseCourse, type PhaseWalk } from './phase-walk.js';
import { namedByWithdrawals } from './stretch.js';

/** A walk that has not begun. */
export function newWalk(): PhaseWalk {
  const start = startOfPhases();
  return { start, stretches: [], end: start };
}

const machineOf = (reportIndex: ReportIndex): PhaseMachine =>
  new PhaseMachine({
    registry: reportIndex.desk.registry,
    terms: reportIndex.terms,
    published: { get: (id) => reportIndex.publishedReport(id) },
  });

/** A withdrawal that names the report of an offer takes back what was said of agreements that are of this offer. */
const offersTakenBack = (ids: readonly ReportId[], { published }: PhaseMachine): string[] =>
  ids.flatMap((id) => {
    const report = published.get(id)?.report;
    return report?.kind === 'proposal' ? [`proposal:${report.proposal}`] : [];
  });

const readingAhead = (lookahead: Lookahead | undefined, machine: PhaseMachine): ReadsAhead | undefined =>
  lookahead && {
    differsIn: (stretch) =>
      lookahead.differsFor(stretch, stretch.before.agreements.standing) ||
      lookahead.differsForOne(offersTakenBack(stretch.takingBack, machine), NOTHING_STANDS),
    differsFor: (t, { agreements }) =>
      lookahead.differsForOne(
        [...lookaheadKeysOf(t), ...offersTakenBack(namedByWithdrawals([t]), machine)],
        agreements.standing,
      ),
  };

const NOTHING_STANDS: ReadonlySet<AgreementId> = new Set();

/** The walk over all counted reports of an index. */
class WalkOfIndex implements DerivedFromIndex {
  private constructor(
    readonly walk: PhaseWalk,
    readonly machine: PhaseMachine,
    private readonly reportIndex: ReportIndex,
  ) {}

  static *building(reportIndex: ReportIndex): Generator<undefined, WalkOfIndex> {
    const machine = machineOf(reportIndex);
    return new WalkOfIndex(yield* walkingOver(reportIndex.blocks, machine, newWalk()), machine, reportIndex);
  }

  with(next: ReportIndex, groups: readonly ReportGroup[]): WalkOfIndex {
    const machine = machineOf(next);
    const reading = readingAhead(lookaheadBetween(this.reportIndex, next, groups), machine);
    return new WalkOfIndex(walkOver(next.blocks, machine, this.walk, reading?.differsIn), machine, next);
  }
}

/** A walk, with the machine that it was walked with. */
export interface Walked {
  readonly walk: PhaseCourse;
  readonly machine: PhaseMachine;
}

/** Walks over an index with pauses, where nobody has yet: `walkOnIndex` then has little to do. */
export function* walkingIndex(reportIndex: ReportIndex): Generator<undefined, void> {
  yield* reportIndex.deriving(WalkOfIndex);
}

/** The walk over what a lens lets count. Nothing of it is kept with the index. */
export function walkOnIndex({ registry, selection }: CountedReports, indexAsOf: IndexAsOf): Walked {
  const { reportIndex, published } = selection;
  const whole = reportIndex.derive(WalkOfIndex);
  if (indexAsOf.isWhole) return whole;
  // What the machine reads besides is then the same as well.
  if (indexAsOf.differsInNoAgreement)
    return { walk: walkUnder(indexAsOf.blocks, whole.machine, whole.walk), machine: whole.machine };
  const terms = new AgreementTermsIndex(indexAsOf, reportIndex.termsReader);
  const machine = new PhaseMachine({ registry, terms, published });
  const reading = readingAhead(indexAsOf.lookahead(terms), machine);
  return { walk: walkUnder(indexAsOf.blocks, machine, whole.walk, reading), machine };
}
