/**
 * What a restore needs of a data folder besides the log. A backup holds it in a table of its own, which is taken out before
 * the copy is a log again: a log with such a table does not verify.
 */
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';

export const ALERTS = 'alerts.db';
export const SECRET = 'parley.secret';
export const CHECKPOINT = 'log.checkpoint';
export const TEXTS = 'intake/texts';
export const PENDING = 'intake/pending';
export const FEEDS = 'intake/feeds';
export const TIMESTAMPED = 'timestamped';

/** Signing keys are in no backup: who has one can sign in the name of the log. */
export const LOG_KEY = 'log.key';

/** The only names that are ever written, wherever a backup came from. */
const NAME =
  /^(?:alerts\.db|parley\.secret|log\.checkpoint|(?:timestamped|intake\/(?:feeds|pending|texts\/[0-9a-f]{2}))\/[A-Za-z0-9][\w.-]*)$/;

export const isHeldName = (name: string): boolean => NAME.test(name) && !name.endsWith('.part');

/** Of the text of an article: its id. */
export const articleOf = (name: string): string | undefined =>
  name.startsWith(`${TEXTS}/`) ? name.slice(TEXTS.length + 4).replace(/\.json$/, '') : undefined;

export const HELD_TABLE = 'held_beside';
export const CREATE_HELD = `CREATE TABLE ${HELD_TABLE} (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, content BLOB NOT NULL) STRICT`;

export interface Held {
  readonly name: string;
  readonly sha256: string;
  readonly content: Buffer;
}

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** What a backup holds besides the log is not what was copied into it. */
export class HeldDamaged extends Error {
  override readonly name = 'HeldDamaged';
}

/** @throws HeldDamaged where it is not what was copied */
export function insistOnWhole({ name, sha256, content }: Held): void {
  if (!isHeldName(name) || sha256Of(content) !== sha256) throw new HeldDamaged(name);
}

export const namesIn = (db: Database.Database): string[] =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(HELD_TABLE)
    ? db.prepare<[], string>(`SELECT name FROM ${HELD_TABLE} ORDER BY name`).pluck().all()
    : [];

export const heldIn = (db: Database.Database, name: string): Held =>
  db.prepare<[string], Held>(`SELECT name, sha256, content FROM ${HELD_TABLE} WHERE name = ?`).get(name) as Held;

export function hold(db: Database.Database, name: string, content: Uint8Array): void {
  const put = db.prepare(`INSERT OR REPLACE INTO ${HELD_TABLE} VALUES (?, ?, ?)`);
  put.run(name, sha256Of(content), Buffer.from(content.buffer, content.byteOffset, content.byteLength));
}

export const letGo = (db: Database.Database, name: string): void =>
  void db.prepare(`DELETE FROM ${HELD_TABLE} WHERE name = ?`).run(name);

/** Works on a copy of a log. What is removed there is overwritten. @param readonly nothing is written, also not beside it */
export function inCopy<T>(file: string, work: (db: Database.Database) => T, readonly = false): T {
  const db = new Database(file, { fileMustExist: true, readonly, timeout: 5_000 });
  try {
    db.pragma('secure_delete = ON');
    const done = work(db);
    if (!readonly) db.pragma('wal_checkpoint(TRUNCATE)');
    return done;
  } finally {
    db.close();
  }
}
