/**
 * The walk of the phase machine over reports in order, kept in stretches: where a stretch begins in the state in which it
 * began before, and reads as it did, it ends as it did. So a walk over nearly the same reports goes over the stretches that
 * differ, and on from there until the state is what it was.
 */
import type { PlacedReport } from '../record/placed-report.js';
import { atOnce } from '../support/at-once.js';
import type { PhaseMachine } from './phase-machine.js';
import type { Firing, PhaseState } from './phase-state.js';
import { begunIn, extended, stretchOver, type Stretch } from './stretch.js';

/** What a walk came to. */
export interface PhaseCourse {
  /** In runs of reports, in order: what fired in each. */
  readonly stretches: readonly Pick<Stretch, 'firings'>[];
  /** The state after the last report. */
  readonly end: PhaseState;
}

/** A walk in stretches, in order, that others are carried on from. */
export interface PhaseWalk extends PhaseCourse {
  readonly start: PhaseState;
  readonly stretches: readonly Stretch[];
}

/** Consecutive reports. */
export interface Run {
  readonly reports: readonly PlacedReport[];
  /** Undefined where it is not another run with fewer reports. */
  readonly lacking?: Lacking | undefined;
}

/** What a run is short of. */
export interface Lacking {
  /** The reports of the other run. */
  readonly of: readonly PlacedReport[];
  /** Those of them that are not here. */
  readonly gone: readonly PlacedReport[];
}

/** Whether a stretch whose reports are the same means something else: by later reports, that it looks ahead to. */
export type ReadsOtherwise = (stretch: Stretch) => boolean;

/** For each run, the stretch that is over the same reports. */
function stretchesFor(runs: readonly Run[], known: readonly Stretch[]): (Stretch | undefined)[] {
  if (runs.length === known.length)
    return runs.map(({ reports }, at) => (known[at]?.reports === reports ? known[at] : undefined));
  const byReports = new Map(known.map((stretch) => [stretch.reports, stretch]));
  return runs.map(({ reports }) => byReports.get(reports));
}

/** The stretch over a run that has grown at its end: mostly that is where reports come. Undefined where it has not. */
function carriedOn(
  was: Stretch | undefined,
  reports: readonly PlacedReport[],
  state: PhaseState,
  machine: PhaseMachine,
  readsOtherwise: ReadsOtherwise | undefined,
): Stretch | undefined {
  if (
    was?.before !== state ||
    was.walked.before !== state ||
    was.reports.length >= reports.length ||
    readsOtherwise?.(was)
  )
    return undefined;
  return was.reports.every((t, i) => t === reports[i]) ? extended(was, reports, machine) : undefined;
}

/** The stretches, from the first on, that are over the very same reports and read as they did. */
function unchangedHead(
  runs: readonly Run[],
  { stretches }: PhaseWalk,
  readsOtherwise: ReadsOtherwise | undefined,
): Stretch[] {
  const shorter = Math.min(runs.length, stretches.length);
  let head = 0;
  while (head < shorter && runs[head]?.reports === stretches[head]?.reports) {
    if (readsOtherwise?.(stretches[head] as Stretch)) break;
    head += 1;
  }
  return stretches.slice(0, head);
}

/**
 * Walks over reports.
 * @param runs the reports in order, in runs
 * @param known a walk over nearly the same runs
 * @param readsOtherwise undefined where no stretch of the same reports does
 */
export const walkOver = (
  runs: readonly Run[],
  machine: PhaseMachine,
  known: PhaseWalk,
  readsOtherwise?: ReadsOtherwise,
): PhaseWalk => atOnce(walkingOver(runs, machine, known, readsOtherwise));

/** The same with a pause after each stretch, so that a caller can let others work in between. */
export function* walkingOver(
  runs: readonly Run[],
  machine: PhaseMachine,
  known: PhaseWalk,
  readsOtherwise?: ReadsOtherwise,
): Generator<undefined, PhaseWalk> {
  const stretches = unchangedHead(runs, known, readsOtherwise);
  const head = stretches.length;
  let state = stretches.at(-1)?.after ?? known.start;
  for (const [i, was] of stretchesFor(runs.slice(head), known.stretches.slice(head)).entries()) {
    const at = head + i;
    const run = runs[at] as Run;
    const same = was && readsOtherwise?.(was) ? undefined : was;
    const stretch =
      (same ? undefined : carriedOn(known.stretches[at], run.reports, state, machine, readsOtherwise)) ??
      stretchIn(state, run, same, machine);
    stretches.push(stretch);
    state = stretch.after;
    yield;
  }
  return { ...known, stretches, end: state };
}

/** A known stretch as it is over a run, or the run gone over. */
function stretchIn(state: PhaseState, { reports }: Run, was: Stretch | undefined, machine: PhaseMachine): Stretch {
  if (was?.before === state) return was;
  return (was && begunIn(state, was, machine)) ?? stretchOver(reports, state, machine);
}

/** All firings, from the last to the first. */
export function* firingsBackwards({ stretches }: PhaseCourse): Generator<Firing> {
  for (let at = stretches.length - 1; at >= 0; at -= 1) {
    const { firings } = stretches[at] as PhaseCourse['stretches'][number];
    for (let i = firings.length - 1; i >= 0; i -= 1) yield firings[i] as Firing;
  }
}
