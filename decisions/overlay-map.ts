/** The maps of a state: a `Map`, or an overlay on another state's. */

/** The part of `Map` that states use. */
export interface LookupMap<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): unknown;
  keys(): Iterable<K>;
}

/** An overlay that leaves the map below as it is. It copies nothing: the map below may hold a million entries. */
export class OverlayMap<K, V> implements LookupMap<K, V> {
  readonly #own = new Map<K, V>();

  constructor(private readonly below: LookupMap<K, V>) {}

  get(key: K): V | undefined {
    return this.#own.get(key) ?? this.below.get(key);
  }

  has(key: K): boolean {
    return this.#own.has(key) || this.below.has(key);
  }

  set(key: K, value: V): void {
    this.#own.set(key, value);
  }

  *keys(): Iterable<K> {
    yield* this.below.keys();
    for (const key of this.#own.keys()) if (!this.below.has(key)) yield key;
  }
}
