/**
 * The walk of the phase machine over reports in order, kept in stretches: where a stretch begins in the state in which it
 * began before, and reads as it did, it ends as it did. So a walk over nearly the same reports goes over the stretches that
 * differ, and on from there until the state is what it was.
 */
import type { PlacedReport } from '../record/placed-report.js';
import type { PhaseMachine } from './phase-machine.js';
import { isSamePhaseState, type Firing, type PhaseState } from './phase-state.js';

/** What the machine came to over some consecutive reports. It never changes. */
export interface Stretch {
  readonly reports: readonly PlacedReport[];
  readonly before: PhaseState;
  readonly after: PhaseState;
  readonly firings: readonly Firing[];
}

/** The stretches, in order. */
export interface PhaseWalk {
  readonly start: PhaseState;
  readonly stretches: readonly Stretch[];
}

/** Whether a stretch whose reports are the same means something else: by later reports, that it looks ahead to. */
export type ReadsOtherwise = (stretch: Stretch) => boolean;

function stretchOver(reports: readonly PlacedReport[], before: PhaseState, machine: PhaseMachine): Stretch {
  const firings: Firing[] = [];
  let state = before;
  for (const t of reports) {
    const next = machine.after(state, t);
    if (next.fired !== state.fired) firings.push(...next.fired);
    state = next;
  }
  return { reports, before, after: isSamePhaseState(state, before) ? before : state, firings };
}

/** Consecutive reports. */
interface Run {
  readonly reports: readonly PlacedReport[];
}

/** How many stretches, from the first on, are over the very same runs; and how many up to the last. */
function sameEnds(runs: readonly Run[], known: readonly Stretch[]): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(runs.length, known.length);
  let [head, tail] = [0, 0];
  while (head < shorter && runs[head]?.reports === known[head]?.reports) head += 1;
  while (tail < shorter - head && runs.at(-1 - tail)?.reports === known.at(-1 - tail)?.reports) tail += 1;
  return { head, tail };
}

/**
 * Walks over reports.
 * @param runs the reports in order, in runs
 * @param known a walk over nearly the same runs
 * @param readsOtherwise undefined where no stretch of the same reports does
 */
export function walkOver(
  runs: readonly Run[],
  machine: PhaseMachine,
  known: PhaseWalk,
  readsOtherwise?: ReadsOtherwise,
): PhaseWalk {
  const { head, tail } = sameEnds(runs, known.stretches);
  const first = readsOtherwise ? known.stretches.slice(0, head).findIndex(readsOtherwise) : -1;
  const stretches = known.stretches.slice(0, first < 0 ? head : first);
  const between = known.stretches.slice(stretches.length, known.stretches.length - tail);
  const byReports = new Map(between.map((stretch) => [stretch.reports, stretch]));
  let state = endOf({ start: known.start, stretches });
  while (stretches.length < runs.length) {
    const { reports } = runs[stretches.length] as Run;
    const left = runs.length - stretches.length;
    const was = left <= tail ? known.stretches[known.stretches.length - left] : byReports.get(reports);
    const holds = was && isSamePhaseState(was.before, state) && !readsOtherwise?.(was);
    // What comes after the last difference is as it was.
    if (holds && !readsOtherwise && left <= tail)
      return { ...known, stretches: [...stretches, ...known.stretches.slice(-left)] };
    const stretch = holds ? was : stretchOver(reports, state, machine);
    stretches.push(stretch);
    state = stretch.after;
  }
  return { ...known, stretches };
}

/** The state after the last report. */
export const endOf = ({ start, stretches }: PhaseWalk): PhaseState => stretches.at(-1)?.after ?? start;

/** All firings, from the last to the first. */
export function* firingsBackwards({ stretches }: PhaseWalk): Generator<Firing> {
  for (let at = stretches.length - 1; at >= 0; at -= 1) {
    const { firings } = stretches[at] as Stretch;
    for (let i = firings.length - 1; i >= 0; i -= 1) yield firings[i] as Firing;
  }
}
