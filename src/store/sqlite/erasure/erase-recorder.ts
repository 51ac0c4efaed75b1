/** Destroys the keys of a recorder's name in a file: of the name in all events, and in those by which they were let in. */
import type { Database } from 'better-sqlite3';
import { ACCESS_STREAM, personSubject } from '../../../../events/access.js';
import type { JsonObject, RecorderErasure } from '../../../../events/envelope.js';
import { isErasedText } from '../../../../events/erasure/erased.js';
import { openTexts, sealedTextsOf, withoutKeysOf } from '../../erasure/sealed-texts.js';
import { destroyedRecorderKey, nameOfRecorder, sealedRecorderIn } from '../../erasure/sealed-recorder.js';
import { SEALED_FROM } from '../../prepared-write.js';

interface HolderRow {
  readonly position: number;
  readonly type: 'TokenIssued' | 'PersonAdmitted';
  readonly data: string;
  readonly version: number;
  readonly keys: Buffer | null;
}

/** Whoever was given a token, or was let in by an identity provider. */
interface Holder {
  readonly token: string;
  /** As recorder; undefined where it was erased. */
  readonly name: string | undefined;
  /** Whether the name stands there unsealed. */
  readonly isOpen: boolean;
  readonly row: HolderRow;
}

const HOLDERS = `SELECT position, type, data, schema_version AS version,
    (SELECT keys FROM erasable_keys WHERE erasable_keys.position = events.position) AS keys
  FROM events WHERE stream = (SELECT number FROM streams WHERE name = '${ACCESS_STREAM}')
  AND type IN ('TokenIssued', 'PersonAdmitted') ORDER BY revision`;

function holderOf(row: HolderRow): Holder {
  const stored = JSON.parse(row.data) as JsonObject;
  const data = row.version < SEALED_FROM ? stored : openTexts(row.type, stored, row.keys ?? undefined);
  const { token, subject, issuer, sub } = data as Readonly<Record<string, string | undefined>>;
  const text = row.type === 'TokenIssued' ? subject : sub;
  const name = row.type === 'TokenIssued' ? subject : personSubject(issuer ?? '', sub ?? '');
  const isErased = isErasedText(text);
  const isOpen = !isErased && sealedTextsOf(row.type, stored).length === 0;
  return { token: token ?? '', name: isErased ? undefined : name, isOpen, row };
}

/** In the order in which they were let in. */
export const holdersOf = (db: Database): Holder[] => db.prepare<[], HolderRow>(HOLDERS).all().map(holderOf);

const hasTable = (db: Database): boolean =>
  db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'recorder_keys'`).pluck().get() !== undefined;

/** A name in a copy of the log that cannot be erased in it. */
const standsOpen = (db: Database, names: ReadonlySet<string>): boolean =>
  db
    .prepare<[string], number>('SELECT 1 FROM events WHERE recorder IN (SELECT value FROM json_each(?)) LIMIT 1')
    .pluck()
    .get(JSON.stringify([...names])) !== undefined;

/**
 * @param at when they were erased
 * @param write without it nothing is changed
 * @returns whether there were keys; and whether the name stands where it cannot be erased
 */
export function eraseRecorder(
  db: Database,
  { token: told, tokens, reason, at }: RecorderErasure & { readonly at: string },
  write: boolean,
): { readonly found: boolean; readonly open: boolean } {
  const erased = { at: Date.parse(at), reason };
  const holders = holdersOf(db).filter(({ token }) => tokens.includes(token));
  const names = new Set(holders.flatMap(({ name }) => (name === undefined ? [] : [name])));
  let found = false;
  if (hasTable(db)) {
    const update = db.prepare<[Buffer, string]>('UPDATE recorder_keys SET key = ? WHERE sealed = ?');
    for (const { sealed, key } of db
      .prepare<[], { sealed: string; key: Buffer }>('SELECT * FROM recorder_keys')
      .all()) {
      const of = sealedRecorderIn(sealed);
      const name = of && nameOfRecorder(of, key);
      if (!of || name === undefined || !((of.token !== undefined && tokens.includes(of.token)) || names.has(name)))
        continue;
      found = true;
      if (write) update.run(destroyedRecorderKey(erased, told), sealed);
    }
  }
  const update = db.prepare<[Buffer, number]>('UPDATE erasable_keys SET keys = ? WHERE position = ?');
  for (const { row, name, isOpen } of holders) {
    if (name === undefined || isOpen || !row.keys) continue;
    found = true;
    const left = withoutKeysOf(row.type, JSON.parse(row.data) as JsonObject, row.keys, undefined, erased);
    if (write) update.run(left, row.position);
  }
  return { found, open: holders.some(({ isOpen }) => isOpen) || standsOpen(db, names) };
}
