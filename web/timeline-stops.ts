/** The stops of a timeline: the moments at which the story was read, in order of time. */
import type { Timeline } from '../projections/compare/timeline.js';

export type Stop = Timeline['stops'][number];
/** A stop with its place in the list. */
export type NumberedStop = Stop & { readonly i: number };

/**
 * The index of the last stop that is not after a time; −1 before the first.
 * @param times of the stops, in milliseconds since the epoch, in order
 */
export function stopAt(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const statusOf = (stop: Stop | undefined): string => JSON.stringify([stop?.phase, stop?.contested, stop?.agreement]);

const where = (stops: readonly Stop[], isNew: (stop: Stop, before: Stop | undefined) => boolean): NumberedStop[] =>
  stops.flatMap((stop, i) => (isNew(stop, stops[i - 1]) ? [{ ...stop, i }] : []));

/** The stops at which the phase, who contests it, or the agreement changes. */
export const statusChangesIn = (stops: readonly Stop[]): NumberedStop[] =>
  where(stops, (stop, before) => statusOf(stop) !== statusOf(before));

/** The stops at which the phase changes. */
export const phaseChangesIn = (stops: readonly Stop[]): NumberedStop[] =>
  where(stops, (stop, before) => stop.phase !== before?.phase);
