/** Asynchronous work that is done on the first call, and kept. If it fails, the next call tries again. */
export function lazyAsync<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => {
    if (done) return done;
    const begun = work();
    done = begun;
    begun.catch(() => {
      done = undefined;
    });
    return begun;
  };
}
