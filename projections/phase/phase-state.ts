/** The state of the phase machine after a report, from which it can go on. */
import type { PartyId } from '../../events/ids.js';
import type { Claim } from '../claims/claims.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { AgreementsState } from './agreement-state.js';
import type { Phase, RuleName } from './phases.js';
import type { SinceCollapse } from './since-collapse.js';

/** One firing of a rule. */
export interface Firing {
  /** The index of the report among those that the machine took. */
  readonly step: number;
  readonly rule: RuleName;
  readonly from: Phase;
  readonly to: Phase;
  /** The report on which the rule fired. */
  readonly report: PlacedReport;
}

/** The firings so far, as a list that begins with the last. States share its tails. */
export interface FiringList {
  readonly firing: Firing;
  readonly before: FiringList | undefined;
}

/** A state of the machine. It is shared, and never changed. */
export interface PhaseState {
  readonly phase: Phase;
  readonly fired: FiringList | undefined;
  readonly agreements: AgreementsState;
  readonly since: SinceCollapse;
  /** The claim `talks`, from the reports since the latest collapse or conclusion. */
  readonly talksClaim: Claim;
  /** The parties that an agreement has bound at any time. */
  readonly everBound: ReadonlySet<PartyId>;
  /** Whether agreements bind all principals, and some of them by agreements of scope `partial` alone. */
  readonly binding: { readonly all: boolean; readonly inPart: boolean };
  /** The suspension in force: the phase before it, and the parties that declared it. */
  readonly suspension: { readonly before: Phase; readonly by: readonly PartyId[] } | undefined;
}
