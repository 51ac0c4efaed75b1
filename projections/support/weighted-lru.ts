/** What was worked out lately, as far as there is room: whatever was used longest ago makes place. */
export class WeightedLru<K, V> {
  readonly #kept = new Map<K, { readonly value: V; readonly weight: number }>();
  #weight = 0;

  /** @param room the sum of weights that is kept; the newest is kept whatever it weighs */
  constructor(private readonly room: number) {}

  get(key: K): V | undefined {
    const found = this.#kept.get(key);
    if (!found) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  set(key: K, value: V, weight: number): void {
    this.#drop(key);
    this.#kept.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#kept.keys()) {
      if (this.#weight <= this.room || oldest === key) return;
      this.#drop(oldest);
    }
  }

  #drop(key: K): void {
    this.#weight -= this.#kept.get(key)?.weight ?? 0;
    this.#kept.delete(key);
  }
}
