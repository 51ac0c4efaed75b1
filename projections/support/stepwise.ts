/** A value that is computed on the first call and kept, at once or step by step. */
import { atOnce } from './at-once.js';

export interface Stepwise<T> {
  (): T;
  /** The same, with pauses: a caller can let others work in between. */
  readonly steps: () => Generator<undefined, T>;
}

export function stepwise<T>(work: () => Generator<undefined, T>): Stepwise<T> {
  let done: { readonly value: T } | undefined;
  function* steps(): Generator<undefined, T> {
    done ??= { value: yield* work() };
    return done.value;
  }
  return Object.assign(() => (done ??= { value: atOnce(work()) }).value, { steps });
}

/** Each item made into another, with a pause after each. */
export function* eachInTurn<T, U>(items: Iterable<T>, make: (item: T) => U): Generator<undefined, U[]> {
  const made: U[] = [];
  for (const item of items) {
    made.push(make(item));
    yield;
  }
  return made;
}
