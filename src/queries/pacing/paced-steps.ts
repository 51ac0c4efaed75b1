/** Steps in their own time, made faster: for watching how a story went. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ReplayEnd, ReplayStep } from '../../../projections/compare/replay.js';

/** However long nothing happened in the story, nobody waits longer than this: milliseconds. */
export const LONGEST_GAP = 5_000;

/** How long to wait between two steps, in milliseconds. */
export function gapBetween(
  before: ReplayStep | undefined,
  next: ReplayStep | ReplayEnd,
  speed: number | undefined,
): number {
  if (speed === undefined || before === undefined || 'end' in next) return 0;
  return Math.min(LONGEST_GAP, Math.max(0, (Date.parse(next.at) - Date.parse(before.at)) / speed));
}

/**
 * @param speed how many times faster than it happened: 86400 is a day a second; where it is not given, without waiting
 * @param signal ends the steps behind the first; it is no error
 */
export async function* pacedSteps(
  steps: AsyncIterable<ReplayStep | ReplayEnd> | Iterable<ReplayStep | ReplayEnd>,
  speed: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<ReplayStep | ReplayEnd> {
  let before: ReplayStep | undefined;
  for await (const step of steps) {
    const gap = gapBetween(before, step, speed);
    if (gap > 0) await wait(gap, undefined, { signal }).catch(() => undefined);
    if (before !== undefined && signal.aborted) return;
    yield step;
    if (!('end' in step)) before = step;
  }
}
