/**
 * The walk of the phase machine over reports in order, kept in stretches: where a stretch begins in the state in which it
 * began before, and reads as it did, it ends as it did. So a walk over nearly the same reports goes over the stretches that
 * differ, and on from there until the state is what it was.
 */
import type { PlacedReport } from '../record/placed-report.js';
import type { PhaseMachine } from './phase-machine.js';
import type { Firing, PhaseState } from './phase-state.js';
import { begunIn, extended, stretchOver, type Stretch } from './stretch.js';

/** The stretches, in order. */
export interface PhaseWalk {
  readonly start: PhaseState;
  readonly stretches: readonly Stretch[];
}

/** Consecutive reports. */
export interface Run {
  readonly reports: readonly PlacedReport[];
}

/** Whether a stretch whose reports are the same means something else: by later reports, that it looks ahead to. */
export type ReadsOtherwise = (stretch: Stretch) => boolean;

/** How many stretches, from the first on, are over the very same runs; and how many up to the last. */
function sameEnds(runs: readonly Run[], known: readonly Stretch[]): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(runs.length, known.length);
  let [head, tail] = [0, 0];
  while (head < shorter && runs[head]?.reports === known[head]?.reports) head += 1;
  while (tail < shorter - head && runs.at(-1 - tail)?.reports === known.at(-1 - tail)?.reports) tail += 1;
  return { head, tail };
}

/** The stretch over a run that has grown at its end: mostly that is where reports come. Undefined where it has not. */
function carriedOn(
  was: Stretch | undefined,
  reports: readonly PlacedReport[],
  state: PhaseState,
  machine: PhaseMachine,
  readsOtherwise: ReadsOtherwise | undefined,
): Stretch | undefined {
  if (was?.before !== state || was.reports.length >= reports.length || readsOtherwise?.(was)) return undefined;
  return was.reports.every((t, i) => t === reports[i]) ? extended(was, reports, machine) : undefined;
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
    const again = was && !readsOtherwise?.(was) ? begunIn(state, was, machine) : undefined;
    // What comes after the last difference is as it was.
    if (again && again === was && !readsOtherwise && left <= tail)
      return { ...known, stretches: [...stretches, ...known.stretches.slice(-left)] };
    const stretch =
      again ??
      carriedOn(known.stretches[stretches.length], reports, state, machine, readsOtherwise) ??
      stretchOver(reports, state, machine);
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
