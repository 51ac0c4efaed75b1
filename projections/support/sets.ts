/** Sets that never change. */

/** With these items as well; the same set where it has them all. */
export function withAll<T>(set: ReadonlySet<T>, items: Iterable<T>): ReadonlySet<T> {
  let more: Set<T> | undefined;
  for (const item of items) if (!set.has(item)) more = (more ?? new Set(set)).add(item);
  return more ?? set;
}

/** Whether both have the same items, in whatever order. */
export function isSameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const item of a) if (!b.has(item)) return false;
  return true;
}

/** Whether some item is in both. The smaller one is gone through. */
export function haveCommon<T>(a: ReadonlySet<T> | ReadonlyMap<T, unknown>, b: typeof a): boolean {
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  for (const item of fewer.keys()) if (more.has(item)) return true;
  return false;
}
