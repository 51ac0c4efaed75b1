/** Texts of the file of alerts, each sealed under a key of its own that can be destroyed. */
import type Database from 'better-sqlite3';
import { commitmentTo } from '../../store/erasure/commitment.js';
import { openText, sealText } from '../../store/erasure/field-cipher.js';
import { newKeys } from '../../store/erasure/key-slots.js';

export class SealedRows {
  readonly #get: Database.Statement<[string], Buffer>;
  readonly #put: Database.Statement<[string, Buffer]>;
  readonly #destroy: Database.Statement<[string]>;

  constructor(db: Database.Database) {
    this.#get = db.prepare<[string], Buffer>('SELECT key FROM keys WHERE of = ?').pluck();
    this.#put = db.prepare('INSERT INTO keys (of, key) VALUES (?, ?)');
    this.#destroy = db.prepare('DELETE FROM keys WHERE of = ?');
  }

  /** @param of what the text is of: a name that no other text has */
  seal(of: string, text: string): string {
    const key = newKeys(1);
    this.#put.run(of, key);
    return sealText(key, of, text);
  }

  /** Undefined where the key has been destroyed, or is another one. */
  open(of: string, sealed: string): string | undefined {
    const key = this.#get.get(of);
    return key && openText(key, of, sealed);
  }

  destroy(of: string): void {
    this.#destroy.run(of);
  }

  /** A secret that follows from the key, for one purpose: it is gone with the key. Undefined where that is gone. */
  derived(of: string, purpose: string): Buffer | undefined {
    const key = this.#get.get(of);
    return key && commitmentTo(key, `derived/${purpose}`, of);
  }
}
