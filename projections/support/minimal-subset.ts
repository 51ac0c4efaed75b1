/** Minimal subsets: items of which none can be left out. */
import { atOnce } from './at-once.js';

/** Whether some items are enough, with pauses. */
export type Trial<T> = (items: readonly T[]) => Generator<undefined, boolean>;

/** One pass that drops, in order, what is not needed. It tries longer runs while they can be dropped whole. */
function* pruning<T>(items: readonly T[], holds: Trial<T>): Generator<undefined, readonly T[]> {
  let kept = items;
  for (let at = 0, size = 1; at < kept.length;) {
    yield;
    const without = kept.toSpliced(at, size);
    if (yield* holds(without)) {
      kept = without;
      size *= 2;
    } else if (size > 1) size = 1;
    else at += 1;
  }
  return kept;
}

/**
 * A subset for which `holds` is true, and of which no single item can be left out.
 * @param items all together they must hold
 */
export const minimalSubset = <T>(items: readonly T[], holds: (items: readonly T[]) => boolean): readonly T[] =>
  atOnce(
    minimizing(items, function* (tried) {
      yield;
      return holds(tried);
    }),
  );

/** The same, with a pause before each trial. */
export function* minimizing<T>(items: readonly T[], holds: Trial<T>): Generator<undefined, readonly T[]> {
  let kept = items;
  for (let before = Infinity; kept.length < before;) {
    before = kept.length;
    kept = yield* pruning(kept, holds);
  }
  return kept;
}
