/** The secrets of the file: what no event may hold. */
import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { StoreSecret } from '../event-store.js';

export class Secrets {
  readonly #find;
  readonly #add;
  /** They never change: a secret that another process has drawn first is the one that is found. */
  readonly #known = new Map<StoreSecret, Uint8Array>();

  constructor(db: Database) {
    this.#find = db.prepare<[string], Buffer>('SELECT secret FROM secrets WHERE name = ?').pluck();
    // Another process may draw one at the same time: the first holds.
    this.#add = db.prepare<[string, Uint8Array]>('INSERT OR IGNORE INTO secrets (name, secret) VALUES (?, ?)');
  }

  /** The secret of a name, which is drawn where there is none. */
  of(name: StoreSecret): Uint8Array {
    const secret = this.#known.get(name) ?? this.#drawn(name);
    this.#known.set(name, secret);
    return secret;
  }

  #drawn(name: StoreSecret): Uint8Array {
    const stored = this.#find.get(name);
    if (stored) return stored;
    this.#add.run(name, randomBytes(32));
    return this.#find.get(name) as Buffer;
  }

  /** Takes one over where there is none. */
  keep(name: StoreSecret, secret: Uint8Array): void {
    this.#add.run(name, secret);
  }
}
