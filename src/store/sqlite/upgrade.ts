/**
 * Brings a file of an earlier format to the present one. Events, positions, hashes and checksums stay as they are. It is one
 * transaction: a process that is killed meanwhile leaves the file in the format that it had.
 */
import { closeSync, existsSync, fsyncSync, openSync, chmodSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StoreFailure } from '../store-failure.js';
import { asOpeningFailure } from './failure.js';
import { packedHash, packedId } from './packed.js';
import { COLUMNS } from './row.js';
import { FORMAT_VERSION, TABLES, TRIGGERS } from './schema.js';

export interface UpgradeOptions {
  /** Whether a copy of the file as it was is kept beside it. */
  readonly keepBackup: boolean;
  /** How long to wait for other processes, in milliseconds; five seconds where not given. */
  readonly patience?: number;
  /** Called after every few thousand events. */
  readonly onProgress?: (done: number, events: number) => void;
}

/** What an upgrade has done. */
export interface Upgraded {
  readonly from: number;
  readonly to: number;
  readonly events: number;
  /** The file as it was; null where none was kept. */
  readonly backup: string | null;
}

/** Events copied between two reports of progress. */
const BATCH = 5_000;

const PATIENCE = 5_000;

const formatOf = (db: Database.Database): number => Number(db.pragma('user_version', { simple: true }));

/** For all other processes, until the database is closed. SQLite allows it only while none has the file open. */
function lock(db: Database.Database): void {
  db.pragma('journal_mode = DELETE');
  db.pragma('locking_mode = EXCLUSIVE');
  db.exec('BEGIN EXCLUSIVE; COMMIT');
  db.pragma('synchronous = FULL');
  db.pragma('fullfsync = ON');
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A copy of the database under a name that is not taken. */
function backedUp(db: Database.Database, file: string, format: number): string {
  const name = `${file}.format-${format}`;
  const taken = Array.from({ length: 1_000 }, (_, i) => (i === 0 ? name : `${name}-${i + 1}`));
  const free = taken.find((candidate) => !existsSync(candidate)) ?? `${name}-${Date.now()}`;
  const part = `${free}.part`;
  rmSync(part, { force: true });
  db.prepare('VACUUM INTO ?').run(part);
  // The log holds what was said off the record, and who said it.
  chmodSync(part, 0o600);
  sync(part);
  renameSync(part, free);
  sync(dirname(free));
  return free;
}

/** The values of the columns, in a file of format 1, as the present format has them. */
const VALUES = COLUMNS.replace(/\bstream\b/, 'number')
  .replace(/\b(\w*id)\b/g, 'packed_id($1)')
  .replace(/\bhash\b/, 'packed_hash(hash)');

function copyEvents(db: Database.Database, { onProgress }: UpgradeOptions): number {
  const events = db.prepare<[], number>('SELECT count(*) FROM old_events').pluck().get() ?? 0;
  const copy = db.prepare<[number, number]>(
    `INSERT INTO events (${COLUMNS}) SELECT ${VALUES} FROM old_events JOIN streams ON name = stream
     WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const last = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck();
  let done = 0;
  for (let copied = BATCH; copied === BATCH; onProgress?.(done, events)) {
    copied = copy.run(last.get() ?? 0, BATCH).changes;
    done += copied;
  }
  if (done !== events) throw new StoreFailure('damaged', `only ${done} of ${events} events can be read`);
  return events;
}

function toFormat2(db: Database.Database, options: UpgradeOptions): number {
  db.function('packed_id', { deterministic: true }, (id) => packedId(id as string));
  db.function('packed_hash', { deterministic: true }, (hash) => packedHash(hash as string));
  const upgrade = db.transaction(() => {
    db.exec(`ALTER TABLE events RENAME TO old_events; ${TABLES}`);
    db.exec('INSERT INTO streams (name) SELECT stream FROM old_events GROUP BY stream ORDER BY min(position)');
    const events = copyEvents(db, options);
    // With the table its triggers go.
    db.exec(`DROP TABLE old_events; ${TRIGGERS}`);
    db.pragma(`user_version = ${FORMAT_VERSION}`);
    return events;
  });
  return upgrade.exclusive();
}

/**
 * Upgrades the file where its format is an earlier one. It waits while another process upgrades it.
 * @returns undefined where its format is the present one
 * @throws StoreFailure `busy` where another process has it open; `damaged` where it cannot be read as a whole
 */
export function upgradeFile(file: string, options: UpgradeOptions): Upgraded | undefined {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true, timeout: options.patience ?? PATIENCE });
    lock(db);
    const from = formatOf(db);
    if (from >= FORMAT_VERSION) return undefined;
    const backup = options.keepBackup ? backedUp(db, file, from) : null;
    const events = toFormat2(db, options);
    // It gives back the room of the old tables. Where it is killed here, the file is whole, and larger than it need be.
    db.exec('VACUUM');
    return { from, to: FORMAT_VERSION, events, backup };
  } catch (error) {
    throw asOpeningFailure(error);
  } finally {
    db?.close();
  }
}
