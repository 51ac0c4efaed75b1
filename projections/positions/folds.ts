/** Folds that several projections of the same counted reports share, each computed on first use. */
import { claimsOf } from './claims.js';
import { lazy } from '../support/lazy.js';
import { heldStancesOf } from './held-stances.js';
import type { CountedReports } from '../report-index/counted-reports.js';
import { phaseRunOf, type PhaseRun } from '../phase/phase-run.js';

/** Made by the projection that needs it first, and passed on to others. */
export class Folds {
  readonly phaseRun;

  /** @param run the run over all these reports, if there is one already */
  constructor(
    readonly counted: CountedReports,
    run?: PhaseRun,
  ) {
    this.phaseRun = lazy(() => run ?? phaseRunOf(counted, counted.reports));
  }

  readonly claims = lazy(() => claimsOf(this.counted, this.phaseRun()));
  readonly heldStances = lazy(() => heldStancesOf(this.counted));
}
