/** Destroys keys of texts in the file. */
import type { Database } from 'better-sqlite3';
import type { Erasure, JsonObject, RecorderErasure } from '../../../../events/envelope.js';
import { erasableIn, withoutKeysOf } from '../../erasure/sealed-texts.js';
import type { Recorders } from './recorders.js';
import type { Reader } from '../reader.js';

/** How often, and in all for how many milliseconds, it is tried to empty the WAL while others read it. */
const PAUSE = 50;
const PATIENCE = 10_000;

export class Erasing {
  readonly #db: Database;
  readonly #reader: Reader;
  readonly #recorders: Recorders;
  readonly #update;

  constructor(db: Database, reader: Reader, recorders: Recorders) {
    this.#recorders = recorders;
    this.#db = db;
    this.#reader = reader;
    this.#update = db.prepare<[Buffer, number]>('UPDATE erasable_keys SET keys = ? WHERE position = ?');
  }

  /** The places of the texts that can be erased still; undefined where there is no such event. */
  erasableTexts(stream: string, eventId: string): readonly string[] | undefined {
    const row = this.#reader.byId(stream, eventId);
    const keys = row?.[10];
    if (!row) return undefined;
    return keys ? erasableIn(row[3], JSON.parse(row[4]) as JsonObject, keys) : [];
  }

  /** Within the transaction that records the erasure. @param recordedAt of the erasure */
  erase(stream: string, erasure: Erasure | RecorderErasure, recordedAt: string): void {
    if ('tokens' in erasure) return this.#recorders.erase(erasure, recordedAt);
    const { eventId, fields, reason } = erasure;
    const row = this.#reader.byId(stream, eventId);
    const keys = row?.[10];
    if (!row || !keys) return;
    const data = JSON.parse(row[4]) as JsonObject;
    this.#update.run(withoutKeysOf(row[3], data, keys, fields, { at: Date.parse(recordedAt), reason }), row[0]);
  }

  /**
   * Brings all into the file itself and empties the WAL, in which the keys still stand. Others may be reading it.
   * @returns false where they went on doing so: whoever closes the file last empties it
   */
  async emptyWal(): Promise<boolean> {
    for (let waited = 0; ; waited += PAUSE) {
      const [{ busy } = { busy: 1 }] = this.#db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      if (busy === 0) return true;
      if (waited >= PATIENCE) return false;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
