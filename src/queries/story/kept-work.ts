/** What is worked out once for each key, however many ask for it meanwhile, and kept while there is room. */
import { WeightedLru } from '../../../projections/support/weighted-lru.js';
import { SharedWork } from '../pacing/shared-work.js';

export class KeptWork<V> {
  readonly #done: WeightedLru<string, V>;
  readonly #underWay = new SharedWork<string, V>();

  /** @param room the most weight that is kept: what was used last */
  constructor(
    room: number,
    private readonly weightOf: (value: V) => number,
  ) {
    this.#done = new WeightedLru(room);
  }

  /** The value of a key, made where it is not kept; what failed is tried again. */
  of(key: string, make: () => Promise<V>): Promise<V> {
    const known = this.#done.get(key);
    return known === undefined ? this.#underWay.of(key, () => this.#make(key, make)) : Promise.resolve(known);
  }

  async #make(key: string, make: () => Promise<V>): Promise<V> {
    const value = await make();
    this.#done.set(key, value, this.weightOf(value));
    return value;
  }
}
