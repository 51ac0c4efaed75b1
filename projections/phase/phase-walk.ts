/**
 * The walk of the phase machine over reports in order, kept in stretches: where a stretch begins in the state in which it
 * began before, and reads as it did, it ends as it did. So a walk over nearly the same reports goes over the stretches that
 * differ, and on from there until the state is what it was.
 */
import type { PlacedReport } from '../record/placed-report.js';
import type { PhaseMachine } from './phase-machine.js';
import type { Firing, PhaseState } from './phase-state.js';
import {
  begunIn,
  extended,
  reads,
  stretchOver,
  stretchWithout,
  unlikeInWords,
  withUnlike,
  type Stretch,
  type Unlike,
} from './stretch.js';

/** The stretches, in order. */
export interface PhaseWalk {
  readonly start: PhaseState;
  readonly stretches: readonly Stretch[];
  /** Where the last stretch does not tell it. */
  readonly end?: PhaseState;
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

const isOver = ({ reports, lacking }: Run, stretch: Stretch | undefined): boolean =>
  stretch !== undefined && (stretch.reports === reports || stretch.reports === lacking?.of);

/** For each run, the stretch that is over the same reports, or over those that it is short of. */
function stretchesFor(runs: readonly Run[], known: readonly Stretch[]): (Stretch | undefined)[] {
  const later = known.length - runs.length;
  if (later === 0) return runs.map((run, at) => (isOver(run, known[at]) ? known[at] : undefined));
  const shorter = Math.min(runs.length, known.length);
  let [head, tail] = [0, 0];
  while (head < shorter && isOver(runs[head] as Run, known[head])) head += 1;
  while (tail < shorter - head && isOver(runs.at(-1 - tail) as Run, known.at(-1 - tail))) tail += 1;
  const between = known.slice(head, known.length - tail);
  const byReports = new Map(between.map((stretch) => [stretch.reports, stretch]));
  return runs.map(({ reports, lacking }, at) => {
    if (at < head) return known[at];
    return at < runs.length - tail
      ? (byReports.get(reports) ?? (lacking && byReports.get(lacking.of)))
      : known[at + later];
  });
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
export function walkOver(
  runs: readonly Run[],
  machine: PhaseMachine,
  known: PhaseWalk,
  readsOtherwise?: ReadsOtherwise,
): PhaseWalk {
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
  }
  return { ...known, stretches };
}

/** A known stretch as it is over a run, or the run gone over. */
function stretchIn(
  state: PhaseState,
  { reports, lacking }: Run,
  was: Stretch | undefined,
  machine: PhaseMachine,
): Stretch {
  if (!was) return stretchOver(reports, state, machine);
  if (was.reports === reports && was.before === state) return was;
  const left = was.reports === reports ? was : stretchWithout(lacking?.gone ?? [], was, reports, machine);
  return (left && begunIn(state, left, machine)) ?? stretchOver(reports, state, machine);
}

/**
 * The same for a walk that no other is to be carried on from. Where the state differs from the known one in nothing but what
 * has been said of some agreements, the stretches that do not read that stay as they are, and it is told at the end.
 */
export function walkOnce(
  runs: readonly Run[],
  machine: PhaseMachine,
  known: PhaseWalk,
  readsOtherwise?: ReadsOtherwise,
): PhaseWalk {
  const stretches = unchangedHead(runs, known, readsOtherwise);
  const head = stretches.length;
  const begin = stretches.at(-1)?.after ?? known.start;
  /** The state as the stretches have it, and how the true one is unlike it. */
  let [state, aside]: [PhaseState, Unlike | undefined] = [begin, undefined];
  for (const [i, known_] of stretchesFor(runs.slice(head), known.stretches.slice(head)).entries()) {
    const run = runs[head + i] as Run;
    if (run.reports.length === 0) {
      if (aside) [state, aside] = [withUnlike(state, aside), undefined];
      continue;
    }
    const was = known_ && readsOtherwise?.(known_) ? undefined : known_;
    if (was?.reports === run.reports && state !== was.before) {
      aside ??= unlikeInWords(state, was.before);
      if (aside) state = was.before;
    }
    if (aside && !(was?.reports === run.reports && !reads(was, aside.said, machine)))
      [state, aside] = [withUnlike(state, aside), undefined];
    const stretch: Stretch = aside && was ? was : stretchIn(state, run, was, machine);
    if (aside && stretch.firings.length > 0) aside = { ...aside, fired: stretch.after.fired };
    stretches.push(stretch);
    state = stretch.after;
  }
  return { ...known, stretches, end: aside ? withUnlike(state, aside) : state };
}

/** The state after the last report. */
export const endOf = ({ start, stretches, end }: PhaseWalk): PhaseState => end ?? stretches.at(-1)?.after ?? start;

/** All firings, from the last to the first. */
export function* firingsBackwards({ stretches }: PhaseWalk): Generator<Firing> {
  for (let at = stretches.length - 1; at >= 0; at -= 1) {
    const { firings } = stretches[at] as Stretch;
    for (let i = firings.length - 1; i >= 0; i -= 1) yield firings[i] as Firing;
  }
}
