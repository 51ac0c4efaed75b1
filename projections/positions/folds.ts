/** What several projections of one view read. Each is worked out when it is first asked for, and goes with whoever asked. */
import { claimsOf } from './claims.js';
import { lazy } from '../support/lazy.js';
import { heldStancesOf } from './held-stances.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { phaseRunOf, type PhaseRun } from '../phase/phase-machine.js';

export class Folds {
  readonly phaseRun;

  /** @param run over all reports of the view, where it has been worked out already */
  constructor(
    readonly counted: CountedReports,
    run?: PhaseRun,
  ) {
    this.phaseRun = lazy(() => run ?? phaseRunOf(counted, counted.reports));
  }

  readonly claims = lazy(() => claimsOf(this.counted, this.phaseRun()));
  readonly heldStances = lazy(() => heldStancesOf(this.counted));
}
