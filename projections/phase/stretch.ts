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
import type { AgreementsState, AgreementWords } from './agreement-state.js';
import type { PhaseMachine } from './phase-machine.js';
import { isSameBesides, isSamePhaseState, type Firing, type PhaseState } from './phase-state.js';

/** It never changes. */
export interface Stretch extends Looking {
  readonly before: PhaseState;
  readonly after: PhaseState;
  readonly firings: readonly Firing[];
}

/** Goes over these reports. */
export const stretchOver = (reports: readonly PlacedReport[], before: PhaseState, machine: PhaseMachine): Stretch =>
  extended({ reports: [], before, after: before, firings: [] }, reports, machine);

/**
 * Goes on from where a stretch ends.
 * @param reports its own, and those that follow them
 */
export function extended(
  { reports: known, before, after: begin, firings: fired }: Omit<Stretch, 'keys'>,
  reports: readonly PlacedReport[],
  machine: PhaseMachine,
): Stretch {
  const firings = [...fired];
  let state = begin;
  for (const t of reports.slice(known.length)) {
    const next = machine.after(state, t);
    if (next.fired !== state.fired) firings.push(...next.fired);
    state = next;
  }
  const after = isSamePhaseState(state, before) ? before : state;
  return { reports, keys: lazy(() => keysReadBy(reports)), before, after, firings };
}

/** An agreement of which something else has been said than in another state; no words where nothing has. */
interface SaidOtherwise {
  readonly agreement: AgreementId;
  readonly words: AgreementWords | undefined;
  readonly other: AgreementWords | undefined;
}

/** What has been said otherwise in one state than in another; undefined where that cannot be told. */
function saidOtherwise(a: AgreementsState, b: AgreementsState): readonly SaidOtherwise[] | undefined {
  if (a.said === b.said) return [];
  return a.said.differencesTo(b.said)?.flatMap(([words, other]) => {
    const agreement = (words ?? other)?.agreement;
    return agreement === undefined || isSameState(words, other) ? [] : [{ agreement, words, other }];
  });
}

/** The reports that withdrawals take back. */
const takenBackBy = (reports: readonly PlacedReport[], { published }: PhaseMachine): PublishedReport[] =>
  reports.flatMap(({ report, subjects }) =>
    report.kind === 'withdrawal' && subjects.report !== undefined ? (published.get(subjects.report) ?? []) : [],
  );

const isGivenIn = (words: AgreementWords | undefined, development: ReportId): boolean =>
  words !== undefined &&
  [...words.words.values(), ...words.ratified.values()].some(({ by }) => by.development === development);

/** Whether a stretch reads what has been said of these: it names one, its chain or its offer, or takes back what somebody said. */
function reads({ reports, keys }: Stretch, said: readonly SaidOtherwise[], machine: PhaseMachine): boolean {
  const takenBack = said.length > 0 ? takenBackBy(reports, machine) : [];
  return said.some(({ agreement, words, other }) => {
    const own = keysOfAgreement(machine.agreements, agreement);
    const isTakenBack = ({ report, development }: PublishedReport) =>
      (report.kind === 'proposal' && own.includes(`proposal:${report.proposal}`)) ||
      isGivenIn(words, development) ||
      isGivenIn(other, development);
    return own.some((key) => keys().has(key)) || takenBack.some(isTakenBack);
  });
}

/** The claim `talks` after a stretch, where other words had been said of it before. No rule depends on it. */
function talksClaimAfter(claim: Claim, { reports, firings }: Stretch, machine: PhaseMachine): Claim {
  const firedOn = groupBy(firings, ({ report }) => report.id);
  return reports.reduce((talks, t) => machine.talksAfter(talks, t, firedOn.get(t.id) ?? []), claim);
}

/**
 * A stretch as it is where it begins in another state than it did; undefined where it must be gone over again. What was said
 * of agreements that it does not read, and what fired before it, it leaves as they are.
 */
export function begunIn(state: PhaseState, was: Stretch, machine: PhaseMachine): Stretch | undefined {
  const { before, after, firings } = was;
  if (isSamePhaseState(before, state)) return was;
  const { agreements } = state;
  if (!isSameBesides(before, state) || !isSameHold(before.agreements, agreements)) return undefined;
  const otherwise = saidOtherwise(agreements, before.agreements);
  if (!otherwise || otherwise.some(({ agreement }) => agreements.standing.has(agreement))) return undefined;
  if (reads(was, otherwise, machine)) return undefined;
  let { said } = after.agreements;
  for (const { agreement, words } of otherwise) said = said.with(agreement, words);
  const ended: PhaseState = {
    ...after,
    fired: firings.length > 0 ? after.fired : state.fired,
    agreements: { ...after.agreements, said },
    talksClaim: isSameState(before.talksClaim, state.talksClaim)
      ? after.talksClaim
      : talksClaimAfter(state.talksClaim, was, machine),
  };
  return { ...was, before: state, after: isSamePhaseState(ended, after) ? after : ended };
}

const isSameHold = (a: AgreementsState, b: AgreementsState): boolean =>
  a.collapsedBy === b.collapsedBy && isSameSet(a.standing, b.standing);
