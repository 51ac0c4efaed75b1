/** Destroys the keys of a recorder's name in a file: of the name in all events, and in those by which they were let in. */
import type { Database } from 'better-sqlite3';
import { ACCESS_STREAM } from '../../../../events/access.js';
import type { JsonObject, RecorderErasure } from '../../../../events/envelope.js';
import {
  HOLDER_TYPES,
  holderOf,
  namesOf,
  sealedNamesOf,
  type Holder,
  type RecorderKey,
} from '../../erasure/holders.js';
import { withoutKeysOf } from '../../erasure/sealed-texts.js';
import { destroyedRecorderKey } from '../../erasure/sealed-recorder.js';

interface HolderRow {
  readonly position: number;
  readonly type: string;
  readonly data: string;
  readonly keys: Buffer | null;
}

/** A holder and the event by which they were let in. */
interface KeptHolder extends Holder {
  readonly row: HolderRow;
}

const HOLDERS = `SELECT position, type, data,
    (SELECT keys FROM erasable_keys WHERE erasable_keys.position = events.position) AS keys
  FROM events WHERE stream = (SELECT number FROM streams WHERE name = '${ACCESS_STREAM}')
  AND type IN (${HOLDER_TYPES.map((type) => `'${type}'`).join(', ')}) ORDER BY revision`;

const keptHolderOf = (row: HolderRow): KeptHolder => ({
  ...holderOf(row.type, JSON.parse(row.data) as JsonObject, row.keys ?? undefined),
  row,
});

/** In the order in which they were let in. */
export const holdersOf = (db: Database): KeptHolder[] => db.prepare<[], HolderRow>(HOLDERS).all().map(keptHolderOf);

const hasTable = (db: Database): boolean =>
  db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'recorder_keys'`).pluck().get() !== undefined;

const holdersOfTokens = (db: Database, tokens: readonly string[]): KeptHolder[] =>
  holdersOf(db).filter(({ token }) => tokens.includes(token));

/**
 * Whether the name of these tokens stands in a copy of the log where it cannot be erased. It goes through all events, and the
 * name is known only until it is erased there.
 */
export function standsOpen(db: Database, tokens: readonly string[]): boolean {
  const holders = holdersOfTokens(db, tokens);
  if (holders.some(({ isOpen }) => isOpen)) return true;
  return (
    db
      .prepare<[string], number>('SELECT 1 FROM events WHERE recorder IN (SELECT value FROM json_each(?)) LIMIT 1')
      .pluck()
      .get(JSON.stringify([...namesOf(holders, tokens)])) !== undefined
  );
}

const recorderKeysOf = (db: Database): RecorderKey[] =>
  hasTable(db) ? db.prepare<[], RecorderKey>('SELECT sealed, key FROM recorder_keys').all() : [];

/**
 * @param at when they were erased
 * @param write without it nothing is changed
 * @returns whether there were keys
 */
export function eraseRecorder(
  db: Database,
  { token: told, tokens, reason, at }: RecorderErasure & { readonly at: string },
  write: boolean,
): boolean {
  const erased = { at: Date.parse(at), reason };
  const holders = holdersOfTokens(db, tokens);
  const sealedNames = sealedNamesOf(recorderKeysOf(db), tokens, namesOf(holders, tokens));
  const sealedHolders = holders.filter(({ name, isOpen, row }) => name !== undefined && !isOpen && row.keys);
  if (write && sealedNames.length > 0) {
    const update = db.prepare<[Buffer, string]>('UPDATE recorder_keys SET key = ? WHERE sealed = ?');
    for (const sealed of sealedNames) update.run(destroyedRecorderKey(erased, told), sealed);
  }
  if (write) {
    const update = db.prepare<[Buffer, number]>('UPDATE erasable_keys SET keys = ? WHERE position = ?');
    for (const { row } of sealedHolders) {
      const data = JSON.parse(row.data) as JsonObject;
      update.run(withoutKeysOf(row.type, data, row.keys ?? Buffer.alloc(0), undefined, erased), row.position);
    }
  }
  return sealedNames.length + sealedHolders.length > 0;
}
