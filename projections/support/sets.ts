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
