/** The secrets of the store, each in a stream of its own, apart from the log. */
import { randomBytes } from 'node:crypto';
import { binaryEvent } from '@eventstore/db-client';
import type { StoreSecret } from '../../event-store.js';
import { StoreFailure } from '../../store-failure.js';
import type { KeyCalls } from './key-calls.js';

export class Secrets {
  /** They never change: a secret that another process has drawn first is the one that is found. */
  readonly #known = new Map<StoreSecret, Uint8Array>();

  constructor(
    private readonly calls: KeyCalls,
    private readonly prefix: string,
  ) {}

  /** The secret of a name, which is drawn where there is none. */
  async of(name: StoreSecret): Promise<Uint8Array> {
    const known = this.#known.get(name);
    if (known) return known;
    for (const conflicts = this.calls.conflicts(); ;) {
      const stored = await this.#stored(name);
      if (stored) {
        this.#known.set(name, stored);
        return stored;
      }
      // Another process may have drawn one at the same time: the first holds, and is shown a moment later.
      await this.keep(name, randomBytes(32));
      await conflicts.add(false);
    }
  }

  /** Takes one over where there is none. */
  async keep(name: StoreSecret, secret: Uint8Array): Promise<void> {
    await this.calls.append(this.#stream(name), [binaryEvent({ type: 'Secret', data: Buffer.from(secret) })], 0);
  }

  async #stored(name: StoreSecret): Promise<Uint8Array | undefined> {
    const read = await this.calls.read(this.#stream(name));
    if (read === 'deleted') throw new StoreFailure('deleted', `${this.#stream(name)} was deleted on the server`);
    const secret = read[0]?.data;
    return secret instanceof Uint8Array && secret.length > 0 ? Buffer.from(secret) : undefined;
  }

  #stream(name: StoreSecret): string {
    return `${this.prefix}secret-${name}`;
  }
}
