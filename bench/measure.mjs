/** Measuring two ways of doing the same by turns, so that both meet the same machine. */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

export async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** @returns {Promise<{ ours: number[], theirs: number[] }>} what each answered, after one turn that warms up */
export async function byTurns(runs, ours, theirs) {
  const found = { ours: [], theirs: [] };
  for (let run = -1; run < runs; run += 1) {
    const [own, other] = [await ours(run), await theirs(run)];
    if (run < 0) continue;
    found.ours.push(own);
    found.theirs.push(other);
  }
  return found;
}
