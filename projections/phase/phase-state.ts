/** The state of the phase machine after a report: all that the reports before it mean for what comes. */
import { TALKS, type PartyId } from '../../events/ids.js';
import { newClaim, type Claim } from '../claims/claims.js';
import type { PlacedReport } from '../record/placed-report.js';
import { isSameSet } from '../support/sets.js';
import { isSameState } from '../threads/same-state.js';
import { isSameAgreements, noAgreements, type AgreementsState } from './agreement-state.js';
import type { Phase, RuleName } from './phases.js';
import { isSameSince, newSinceCollapse, type SinceCollapse } from './since-collapse.js';

/** One firing of a rule. */
export interface Firing {
  readonly rule: RuleName;
  readonly from: Phase;
  readonly to: Phase;
  /** The report on which the rule fired. */
  readonly report: PlacedReport;
}

/** Whether earlier words on the talks no longer count after it. */
export const endsTalks = ({ rule }: Firing): boolean => rule === 'collapsed' || rule === 'concluded';

/** It never changes. */
export interface PhaseState {
  readonly phase: Phase;
  /** The firings on the last report on which a rule fired: one, or two. */
  readonly fired: readonly Firing[];
  readonly agreements: AgreementsState;
  readonly since: SinceCollapse;
  /** The claim `talks`, from the reports since the latest collapse or conclusion: earlier words on it no longer count. */
  readonly talksClaim: Claim;
  /** The parties that an agreement has bound at any time. */
  readonly everBound: ReadonlySet<PartyId>;
  /** Whether agreements bind all principals, and some of them by agreements of scope `partial` alone. */
  readonly binding: { readonly all: boolean; readonly inPart: boolean };
  /** The suspension in force: the phase before it, and the parties that declared it. */
  readonly suspension: { readonly before: Phase; readonly by: readonly PartyId[] } | undefined;
}

/** Before the first report. States are compared with others that come from the same start. */
export const startOfPhases = (): PhaseState => ({
  phase: 'unreported',
  fired: [],
  agreements: noAgreements(),
  since: newSinceCollapse(),
  talksClaim: newClaim(TALKS),
  everBound: new Set(),
  binding: { all: false, inPart: false },
  suspension: undefined,
});

/** In these phases, rules ask who has said so far that there are talks, or is ready for them. */
const BEFORE_TALKS: ReadonlySet<Phase> = new Set<Phase>(['unreported', 'rumoured', 'collapsed']);

/**
 * Whether what has happened since the latest collapse comes to the same in two states of one phase. Once there are talks, no
 * rule asks who is ready or denies them; once there are negotiations, none asks for any of it, until the next collapse.
 */
function isSameSinceIn({ phase, suspension, since: a }: PhaseState, { since: b }: PhaseState): boolean {
  if (BEFORE_TALKS.has(phase)) return isSameSince(a, b);
  const resumed = phase === 'suspended' ? suspension?.before : phase;
  if (resumed !== 'exploratory' && !BEFORE_TALKS.has(resumed ?? 'exploratory')) return true;
  return a.offerTabled === b.offerTabled && a.thirdParty === b.thirdParty && isSameSet(a.principals, b.principals);
}

/**
 * Whether two states are the same but for what fired last, and what has been said of the talks and of agreements, as far as
 * rules ask for it.
 */
export const isSameBesides = (a: PhaseState, b: PhaseState): boolean =>
  a.phase === b.phase &&
  isSameState(a.binding, b.binding) &&
  isSameState(a.suspension, b.suspension) &&
  isSameSinceIn(a, b) &&
  isSameSet(a.everBound, b.everBound);

/** Whether two states are the same: then what comes after them is so too. */
export const isSamePhaseState = (a: PhaseState, b: PhaseState): boolean =>
  a === b ||
  (isSameState(a.fired, b.fired) &&
    isSameBesides(a, b) &&
    isSameState(a.talksClaim, b.talksClaim) &&
    isSameAgreements(a.agreements, b.agreements));
