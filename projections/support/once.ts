/** Does work on the first call under a key, and keeps the result. Whoever uses a key asks for the same under it. */
export interface Once {
  <T>(key: unknown, work: () => T): T;
  /** Whether it is done. */
  readonly has: (key: unknown) => boolean;
}

/** One that has done nothing yet. */
export function remembering(): Once {
  const done = new Map<unknown, unknown>();
  const once = <T>(key: unknown, work: () => T): T => {
    if (!done.has(key)) done.set(key, work());
    return done.get(key) as T;
  };
  return Object.assign(once, { has: (key: unknown) => done.has(key) });
}
