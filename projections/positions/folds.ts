/** Folds that several projections of the same counted reports share, each computed on first use. */
import { TALKS, type ClaimId } from '../../events/ids.js';
import { CLAIMS, claimsIn, type Claim } from '../claims/claims.js';
import { lazy } from '../support/lazy.js';
import { Surroundings } from '../threads/surroundings.js';
import { STANCES, stancesIn } from './held-stances.js';
import type { PlacedReport } from '../record/placed-report.js';
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
    this.phaseRun = lazy(() => run ?? phaseRunOf(counted));
  }

  readonly around = lazy(() => new Surroundings(this.counted));
  /** Every claim that counted reports name, and `talks`, which comes first. */
  readonly claims = lazy(() => claimsIn(CLAIMS.of(this.around()), this.#talksClaim()));
  readonly heldStances = lazy(() => stancesIn(STANCES.of(this.around())));

  /** With the text that the first report gives it, before the latest collapse or after it. */
  #talksClaim(): Claim {
    const textIn = ({ report }: PlacedReport) => (report as { claimText?: string }).claimText;
    const titling = this.counted.reports.find((t) => t.subjects.claim === TALKS && textIn(t) !== undefined);
    return { ...this.phaseRun().talksClaim, text: titling && textIn(titling), first: undefined };
  }
}

/** All claims after the last report. */
export const claimsOf = (counted: CountedReports): ReadonlyMap<ClaimId, Claim> => new Folds(counted).claims();
