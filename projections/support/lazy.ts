/** Work that is done when its result is first asked for, and not again. */
export function lazy<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: work() }).value;
}
