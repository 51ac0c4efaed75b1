/** A stretch of the walk of the phase machine: what it came to over some consecutive reports. */
import type { AgreementId, ReportId } from '../../events/ids.js';
import type { PlacedReport } from '../record/placed-report.js';
import type { PublishedReport } from '../record/published-reports.js';
import type { Claim } from '../claims/claims.js';
import { keysOfAgreement, keysReadBy, type Looking } from '../report-index/lookahead.js';
import { groupBy } from '../support/group-by.js';
import { lazy } from '../support/lazy.js';
import { isSameSet } from '../support/sets.js';
import { isSameState } from '../threads/same-state.js';
import { isSameAgreements, type AgreementsState, type AgreementWords } from './agreement-state.js';
import type { PhaseMachine } from './phase-machine.js';
import { isSameBesides, isSamePhaseState, type Firing, type PhaseState } from './phase-state.js';

/** It never changes. */
export interface Stretch extends Looking {
  readonly before: PhaseState;
  readonly after: PhaseState;
  readonly firings: readonly Firing[];
  /** The states before and after, when the reports were gone over: alike in all that they read and change. */
  readonly walked: { readonly before: PhaseState; readonly after: PhaseState };
  /**
   * The reports that changed more of the state than what has been said of the talks, each with the state after it, when they
   * were gone over. What has been said of the talks is there as it was before the stretch.
   */
  readonly moving: ReadonlyMap<PlacedReport, PhaseState>;
  /** Those that changed what has been said of the talks. */
  readonly talking: readonly PlacedReport[];
  /** The reports that its withdrawals name. */
  readonly takingBack: readonly ReportId[];
}

/** Goes over these reports. */
export const stretchOver = (reports: readonly PlacedReport[], before: PhaseState, machine: PhaseMachine): Stretch =>
  extended({ reports: [], before, after: before, firings: [], moving: new Map(), talking: [] }, reports, machine);

/**
 * Goes on from where a stretch ends.
 * @param reports its own, and those that follow them
 */
export function extended(
  { reports: known, before, after: begin, ...was }: Omit<Stretch, 'keys' | 'takingBack' | 'walked'>,
  reports: readonly PlacedReport[],
  machine: PhaseMachine,
): Stretch {
  const [firings, moving, talking] = [[...was.firings], new Map(was.moving), [...was.talking]];
  const { talksClaim } = before;
  let state = begin;
  for (const t of reports.slice(known.length)) {
    const next = machine.after(state, t);
    if (next.fired !== state.fired) firings.push(...next.fired);
    if (next.talksClaim !== state.talksClaim) talking.push(t);
    if (!isSameButTalks(next, state)) moving.set(t, next.talksClaim === talksClaim ? next : { ...next, talksClaim });
    state = next;
  }
  const after = isSamePhaseState(state, before) ? before : state;
  const takingBack = namedByWithdrawals(reports);
  const walked = { before, after };
  return {
    reports,
    keys: lazy(() => keysReadBy(reports)),
    before,
    after,
    walked,
    firings,
    moving,
    talking,
    takingBack,
  };
}

const isSameButTalks = (a: PhaseState, b: PhaseState): boolean =>
  a === b || (a.fired === b.fired && isSameBesides(a, b) && isSameAgreements(a.agreements, b.agreements));

/** An agreement of which something else has been said than in another state; no words where nothing has. */
export interface SaidOtherwise {
  readonly agreement: AgreementId;
  readonly words: AgreementWords | undefined;
  readonly other: AgreementWords | undefined;
}

/** What has been said otherwise in one state than in another; undefined where that cannot be told. */
export function saidOtherwise(a: AgreementsState, b: AgreementsState): readonly SaidOtherwise[] | undefined {
  if (a.said === b.said) return [];
  return a.said.differencesTo(b.said)?.flatMap(([words, other]) => {
    const agreement = (words ?? other)?.agreement;
    return agreement === undefined || isSameState(words, other) ? [] : [{ agreement, words, other }];
  });
}

/** The reports that withdrawals take back. */
const takenBackBy = ({ takingBack }: Stretch, { published }: PhaseMachine): PublishedReport[] =>
  takingBack.flatMap((id) => published.get(id) ?? []);

/** The ids of the reports that withdrawals name. */
export const namedByWithdrawals = (reports: readonly PlacedReport[]): ReportId[] =>
  reports.flatMap(({ report, subjects }) => (report.kind === 'withdrawal' ? (subjects.report ?? []) : []));

const isGivenIn = (words: AgreementWords | undefined, development: ReportId): boolean =>
  words !== undefined &&
  [...words.words.values(), ...words.ratified.values()].some(({ by }) => by.development === development);

/** Whether a stretch reads what has been said of these: it names one, its chain or its offer, or takes back what somebody said. */
function reads(stretch: Stretch, said: readonly SaidOtherwise[], machine: PhaseMachine): boolean {
  const { keys } = stretch;
  const takenBack = said.length > 0 ? takenBackBy(stretch, machine) : [];
  return said.some(({ agreement, words, other }) => {
    const own = keysOfAgreement(machine.agreements, agreement);
    const isTakenBack = ({ report, development }: PublishedReport) =>
      (report.kind === 'proposal' && own.includes(`proposal:${report.proposal}`)) ||
      isGivenIn(words, development) ||
      isGivenIn(other, development);
    return own.some((key) => keys().has(key)) || takenBack.some(isTakenBack);
  });
}

/** What was said of the talks in a stretch, where other words had been said of them before. No rule depends on it. */
export function talkedIn(
  before: Claim,
  { reports, firings }: Pick<Stretch, 'reports' | 'firings'>,
  machine: PhaseMachine,
): { readonly talksClaim: Claim; readonly talking: readonly PlacedReport[] } {
  const firedOn = groupBy(firings, ({ report }) => report.id);
  const talking: PlacedReport[] = [];
  let talksClaim = before;
  for (const t of reports) {
    const next = machine.talksAfter(talksClaim, t, firedOn.get(t.id) ?? []);
    if (next !== talksClaim) talking.push(t);
    talksClaim = next;
  }
  return { talksClaim, talking };
}

/**
 * A stretch as it is where it begins in another state than it did; undefined where it must be gone over again. What was said
 * of agreements that it does not read, and what fired before it, it leaves as they are.
 */
export function begunIn(state: PhaseState, was: Stretch, machine: PhaseMachine): Stretch | undefined {
  const { before, after, firings } = was;
  if (isSamePhaseState(before, state)) return was;
  const otherwise = unlike(state, before);
  if (!otherwise || reads(was, otherwise.said, machine)) return undefined;
  const ended = withUnlike(after, firings.length > 0 ? { ...otherwise, fired: after.fired } : otherwise);
  const { talksClaim, talking } = isSameState(before.talksClaim, state.talksClaim)
    ? { talksClaim: ended.talksClaim, talking: was.talking }
    : talkedIn(state.talksClaim, was, machine);
  const told = { ...ended, talksClaim };
  return { ...was, talking, before: state, after: isSamePhaseState(told, after) ? after : told };
}

/** How a state is unlike another, where they are alike but for what a stretch may leave as it is. */
interface Unlike {
  readonly fired: PhaseState['fired'];
  readonly said: readonly SaidOtherwise[];
}

/** How a state is unlike another, what is said of the talks aside; undefined where they differ in more. */
function unlike(state: PhaseState, other: PhaseState): Unlike | undefined {
  const { agreements, fired } = state;
  if (!isSameBesides(other, state) || !isSameHold(other.agreements, agreements)) return undefined;
  const said = saidOtherwise(agreements, other.agreements);
  return said && !said.some(({ agreement }) => agreements.standing.has(agreement)) ? { fired, said } : undefined;
}

/** A state that is unlike another in this. */
function withUnlike(other: PhaseState, { fired, said: otherwise }: Unlike): PhaseState {
  let { said } = other.agreements;
  for (const { agreement, words } of otherwise) said = said.with(agreement, words);
  return { ...other, fired, agreements: { ...other.agreements, said } };
}

/** Whether the same agreements bind parties, and what had been announced fell with the same collapse. */
export const isSameHold = (a: AgreementsState, b: AgreementsState): boolean =>
  a.collapsedBy === b.collapsedBy && isSameSet(a.standing, b.standing);
