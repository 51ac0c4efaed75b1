/** Does work on the first call under a key, and keeps the result. Whoever uses a key asks for the same under it. */
export type Once = <T>(key: unknown, work: () => T) => T;

/** One that has done nothing yet. */
export function remembering(): Once {
  const done = new Map<unknown, unknown>();
  return <T>(key: unknown, work: () => T): T => {
    if (!done.has(key)) done.set(key, work());
    return done.get(key) as T;
  };
}
