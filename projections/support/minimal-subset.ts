/** Leaving out whatever is not needed. */

/** One pass of dropping, in order, what is not needed. Runs that go together go together, for long lists. */
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

/** Of items for which something holds, some for which it still does, and of which none can be left out. */
export function minimalSubset<T>(items: readonly T[], holds: (items: readonly T[]) => boolean): readonly T[] {
  let kept = items;
  for (let before = Infinity; kept.length < before;) {
    before = kept.length;
    kept = pruned(kept, holds);
  }
  return kept;
}
