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

const holdersOfTokens = (db: Database, tokens: readonly string[]): Holder[] =>
  holdersOf(db).filter(({ token }) => tokens.includes(token));

const namesIn = (holders: readonly Holder[]): ReadonlySet<string> =>
  new Set(holders.flatMap(({ name }) => (name === undefined ? [] : [name])));

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
      .get(JSON.stringify([...namesIn(holders)])) !== undefined
  );
}

interface KeyRow {
  readonly sealed: string;
  readonly key: Buffer;
}

/** The sealed names under which these holders recorded, as far as there are keys of them. */
function sealedNamesOf(db: Database, tokens: readonly string[], names: ReadonlySet<string>): string[] {
  if (!hasTable(db)) return [];
  const rows = db.prepare<[], KeyRow>('SELECT sealed, key FROM recorder_keys').all();
  return rows.flatMap(({ sealed, key }) => {
    const of = sealedRecorderIn(sealed);
    const name = of && nameOfRecorder(of, key);
    if (!of || name === undefined) return [];
    const isOfToken = of.token !== undefined && tokens.includes(of.token);
    return isOfToken || names.has(name) ? [sealed] : [];
  });
}

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
  const sealedNames = sealedNamesOf(db, tokens, namesIn(holders));
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
