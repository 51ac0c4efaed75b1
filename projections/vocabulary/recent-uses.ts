/** What reports name, each once, the last used first. */
interface Used<T> {
  readonly value: T;
  uses: number;
}

/** Counts uses. Reports are taken from the newest to the oldest, so what was added first was used last. */
export class RecentUses<T> {
  readonly #used = new Map<string, Used<T>>();

  /** @param key by which two are one */
  add(key: string, value: T): void {
    const known = this.#used.get(key);
    if (known) known.uses += 1;
    else this.#used.set(key, { value, uses: 1 });
  }

  /** What is known beside what reports name: it has not been used. */
  addUnused(key: string, value: T): void {
    if (!this.#used.has(key)) this.#used.set(key, { value, uses: 0 });
  }

  all(): (T & { readonly uses: number })[] {
    return [...this.#used.values()].map(({ value, uses }) => ({ ...value, uses }));
  }
}
