/** Work that is done once for all who ask for it meanwhile, and given up once none of them is there any more. */
import { currentCall, SharedCall } from './call.js';

interface UnderWay<V> {
  readonly call: SharedCall;
  readonly value: Promise<V>;
}

export class SharedWork<K, V> {
  readonly #underWay = new Map<K, UnderWay<V>>();

  /** The value of a key, made by the first who asks for it; what failed is tried again. */
  of(key: K, make: () => Promise<V>): Promise<V> {
    const caller = currentCall.getStore();
    const known = this.#underWay.get(key);
    if (known && !known.call.signal.aborted) {
      known.call.join(caller);
      return known.value;
    }
    const call = new SharedCall(caller);
    const made = { call, value: currentCall.run(call, make) };
    this.#underWay.set(key, made);
    const forget = (): void => {
      call.end();
      if (this.#underWay.get(key) === made) this.#underWay.delete(key);
    };
    made.value.then(forget, forget);
    return made.value;
  }
}
