/** A value that is computed on the first call, and kept. If the work throws, the next call tries again. */
export function lazy<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}
