/** Lanes: things side by side in as few rows as hold them without touching. */

/** @returns the lane of each, from 0, in the order in which they are given */
export function lanesOf(spans: readonly (readonly [left: number, right: number])[], gap = 6): number[] {
  const ends: number[] = [];
  return spans.map(([left, right]) => {
    const free = ends.findIndex((end) => end + gap <= left);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = right;
    return lane;
  });
}
