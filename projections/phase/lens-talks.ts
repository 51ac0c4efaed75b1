/** The claim `talks` under a lens: from where the talks last ended, or from the first report that says something else of them. */
import type { Claim } from '../claims/claims.js';
import type { PhaseMachine } from './phase-machine.js';
import { endsTalks } from './phase-state.js';
import type { PhaseCourse, PhaseWalk, Run } from './phase-walk.js';
import { isSameState } from '../threads/same-state.js';
import { talkedIn } from './stretch.js';

interface Walked extends Pick<PhaseCourse, 'stretches'> {
  /** The runs in which something else may be said of the talks than in the whole walk, in order. */
  readonly talkingOtherwise: readonly number[];
}

/**
 * Nothing that is said later in the whole walk matters.
 * @param runs in order; the last has a report
 * @param whole the walk over all reports
 */
export function talksUnder(runs: readonly Run[], walked: Walked, machine: PhaseMachine, whole: PhaseWalk): Claim {
  const { stretches, talkingOtherwise } = walked;
  const knownBefore = (run: number): Claim | undefined => whole.stretches[run]?.before.talksClaim;
  const knownAtEnd = runs.length === 0 ? whole.start.talksClaim : whole.stretches[runs.length - 1]?.after.talksClaim;
  const [first] = talkingOtherwise;
  if (first === undefined) return knownAtEnd ?? whole.start.talksClaim;
  let claim = knownBefore(first) ?? whole.start.talksClaim;
  let next = 0;
  for (let run = Math.max(first, lastEnding(stretches)); run < runs.length; run += 1) {
    while ((talkingOtherwise[next] ?? Infinity) < run) next += 1;
    const otherwise = talkingOtherwise[next];
    if (otherwise !== run && isSameState(claim, knownBefore(run))) {
      if (otherwise === undefined) return knownAtEnd ?? claim;
      [run, claim] = [otherwise, knownBefore(otherwise) ?? claim];
    }
    const { reports } = runs[run] as Run;
    claim = talkedIn(claim, { reports, firings: stretches[run]?.firings ?? [] }, machine).talksClaim;
  }
  return claim;
}

/** The last run in which the talks ended: what was said before counts no longer. */
const lastEnding = (stretches: Walked['stretches']): number =>
  stretches.findLastIndex(({ firings }) => firings.some(endsTalks));
