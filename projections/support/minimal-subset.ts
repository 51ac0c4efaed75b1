/** Minimal subsets: items of which none can be left out. */

/** One pass that drops, in order, what is not needed. It tries longer runs while they can be dropped whole. */
function pruned<T>(items: readonly T[], holds: (items: readonly T[]) => boolean): readonly T[] {
  let kept = items;
  for (let at = 0, size = 1; at < kept.length;) {
    const without = kept.toSpliced(at, size);
    if (holds(without)) {
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
export function minimalSubset<T>(items: readonly T[], holds: (items: readonly T[]) => boolean): readonly T[] {
  let kept = items;
  for (let before = Infinity; kept.length < before;) {
    before = kept.length;
    kept = pruned(kept, holds);
  }
  return kept;
}
