/** Work that is written in steps, so that a caller can let others work in between, done without a pause. */
export function atOnce<T>(work: Generator<unknown, T>): T {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** Items, with a pause after every so many of them. */
export function* withPauses<T>(items: Iterable<T>, each: number, take: (item: T) => void): Generator<undefined, void> {
  let taken = 0;
  for (const item of items) {
    take(item);
    taken += 1;
    if (taken % each === 0) yield;
  }
}
