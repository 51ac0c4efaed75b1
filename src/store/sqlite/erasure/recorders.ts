/** The names of recorders in the file: sealed in events, each name under a key in a table of its own. */
import type { Database } from 'better-sqlite3';
import { PROGRAM_RECORDERS } from '../../../../events/access.js';
import type { RecorderErasure } from '../../../../events/envelope.js';
import { newKeys } from '../../erasure/key-slots.js';
import { sealedRecorderIn, sealRecorder, shownRecorder } from '../../erasure/sealed-recorder.js';
import { changesHolders, sealedName, type RecorderKey } from '../../erasure/holders.js';
import { eraseRecorder, holdersOf } from './erase-recorder.js';

/** So many positions are looked through at a time for a name that stands open: less than ten milliseconds. */
const AT_ONCE = 10_000;

export class Recorders {
  readonly #db: Database;
  readonly #key;
  readonly #all;
  readonly #add;
  readonly #open;
  /** What is shown, by what is stored. */
  readonly #shown = new Map<string, string>();
  /** What is stored, by the name. */
  readonly #stored = new Map<string, string>();

  constructor(db: Database) {
    this.#db = db;
    this.#key = db.prepare<[string], Buffer>('SELECT key FROM recorder_keys WHERE sealed = ?').pluck();
    this.#all = db.prepare<[], RecorderKey>('SELECT sealed, key FROM recorder_keys');
    this.#add = db.prepare<[string, Uint8Array]>('INSERT OR IGNORE INTO recorder_keys (sealed, key) VALUES (?, ?)');
    this.#open = db
      .prepare<[number, number, string, string], number>(
        `SELECT count(*) FROM events WHERE position > ? AND position <= ?
         AND recorder IN (SELECT value FROM json_each(?)) AND recorder NOT IN (SELECT value FROM json_each(?))`,
      )
      .pluck();
  }

  /** The recorder of a stored event as it is shown. */
  shown(recorder: string): string {
    if (!sealedRecorderIn(recorder)) return recorder;
    const known = this.#shown.get(recorder);
    if (known !== undefined) return known;
    const key = this.#key.get(recorder);
    const shown = shownRecorder(recorder, key);
    if (key) this.#shown.set(recorder, shown);
    return shown;
  }

  /** The recorder as it is to be stored. One who was never seen before gets a key, which is on the disk before an event is. */
  stored(name: string): string {
    if (PROGRAM_RECORDERS.includes(name)) return name;
    const known = this.#stored.get(name);
    if (known !== undefined) return known;
    const token = holdersOf(this.#db).findLast((holder) => holder.name === name)?.token;
    const stored = sealedName(this.#all.all(), name, token) ?? this.#new(name, token);
    this.#stored.set(name, stored);
    return stored;
  }

  /** Takes over the key of a recorder in events that are moved here from another store. */
  keep(recorder: string, key: Uint8Array): void {
    if (this.#key.get(recorder) === undefined) this.#add.run(recorder, key);
  }

  /** To be told of each event that is read or recorded: another process may have erased a name. */
  noted(type: string): void {
    if (!changesHolders(type)) return;
    this.#shown.clear();
    this.#stored.clear();
  }

  /** Within the transaction that records the erasure. @param recordedAt of the erasure */
  erase(erasure: RecorderErasure, recordedAt: string): void {
    eraseRecorder(this.#db, { ...erasure, at: recordedAt }, true);
    this.noted('RecorderErased');
  }

  /**
   * Whether the name of one of these tokens stands where it cannot be erased: in an event of an earlier version. It gives
   * others a turn.
   */
  async standOpen(tokens: readonly string[]): Promise<boolean> {
    const holders = holdersOf(this.#db).filter(({ token }) => tokens.includes(token));
    if (holders.some(({ isOpen }) => isOpen)) return true;
    const names = JSON.stringify(holders.map(({ name }) => name));
    const end = this.#db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck().get() ?? 0;
    for (let after = 0; after < end; after += AT_ONCE) {
      if (this.#open.get(after, after + AT_ONCE, names, JSON.stringify(PROGRAM_RECORDERS))) return true;
      await new Promise(setImmediate);
    }
    return false;
  }

  #new(name: string, token: string | undefined): string {
    const key = newKeys(1);
    const sealed = sealRecorder(key, token, name);
    this.#add.run(sealed, key);
    return sealed;
  }
}
