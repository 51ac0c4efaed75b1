/** The walk of the phase machine over a report index. It is carried on with the index, and lenses start from it. */
import type { AgreementTermsIndex } from '../report-index/agreement-terms.js';
import type { IndexAsOf } from '../report-index/index-as-of.js';
import { lookaheadBetween, type Lookahead } from '../report-index/lookahead.js';
import type { ReportGroup } from '../report-index/report-group.js';
import type { DerivedFromIndex, ReportIndex } from '../report-index/report-index.js';
import { PhaseMachine } from './phase-machine.js';
import { startOfPhases } from './phase-state.js';
import { walkOver, type PhaseWalk, type ReadsOtherwise } from './phase-walk.js';

/** A walk that has not begun. */
export const newWalk = (): PhaseWalk => ({ start: startOfPhases(), stretches: [] });

const machineOf = (reportIndex: ReportIndex): PhaseMachine =>
  new PhaseMachine({
    registry: reportIndex.desk.registry,
    terms: reportIndex.terms,
    published: { get: (id) => reportIndex.publishedReport(id) },
  });

const byLookahead = (lookahead: Lookahead | undefined): ReadsOtherwise | undefined =>
  lookahead && ((stretch) => lookahead.differsFor(stretch, stretch.before.agreements.standing));

/** The walk over all counted reports of an index. */
class WalkOfIndex implements DerivedFromIndex {
  private constructor(
    readonly walk: PhaseWalk,
    private readonly reportIndex: ReportIndex,
  ) {}

  static from(reportIndex: ReportIndex): WalkOfIndex {
    const walk = walkOver(reportIndex.blocks, machineOf(reportIndex), newWalk());
    return new WalkOfIndex(walk, reportIndex);
  }

  with(next: ReportIndex, groups: readonly ReportGroup[]): WalkOfIndex {
    const readsOtherwise = byLookahead(lookaheadBetween(this.reportIndex, next, groups));
    return new WalkOfIndex(walkOver(next.blocks, machineOf(next), this.walk, readsOtherwise), next);
  }
}

/** The walk over what a lens lets count. Nothing of it is kept with the index. */
export function walkOnIndex(
  indexAsOf: IndexAsOf,
  reportIndex: ReportIndex,
  machine: PhaseMachine,
  terms: AgreementTermsIndex,
): PhaseWalk {
  const { walk } = reportIndex.derive(WalkOfIndex);
  if (indexAsOf.isWhole) return walk;
  return walkOver(indexAsOf.blocks, machine, walk, byLookahead(indexAsOf.lookahead(terms)));
}
