/** What a walk knows at one of its steps: all that it needs to be taken up again from there. */
import type { PartyId } from '../../events/ids.js';
import type { AgreementsState } from './agreement-state.js';
import type { Phase, RuleName } from './phases.js';
import type { PlacedReport } from '../record/placed-report.js';

/** A rule that fired: the walk's step number, and what the report moved. */
export interface Firing {
  readonly step: number;
  readonly rule: RuleName;
  readonly from: Phase;
  readonly to: Phase;
  readonly report: PlacedReport;
}

/** What the walk remembers since the start or the latest collapse. */
export interface SinceCollapse {
  offerTabled: boolean;
  thirdParty: boolean;
  readonly principals: Set<PartyId>;
  readonly collapser: PartyId | undefined;
}

/** The firings so far, the last first. */
export interface FiringList {
  readonly firing: Firing;
  readonly before: FiringList | undefined;
}

/** A walk at one of its steps, from which it can be taken up again. */
export interface PhaseState {
  readonly phase: Phase;
  readonly fired: FiringList | undefined;
  readonly agreements: AgreementsState;
  readonly since: SinceCollapse;
  readonly everBound: ReadonlySet<PartyId>;
  readonly allBound: boolean;
  readonly suspension: { readonly before: Phase; readonly by: PartyId | undefined } | undefined;
}
