/** Opening the file: what it is, whether it can be trusted, and how it is written. */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreFailure } from '../store-failure.js';
import { asOpeningFailure } from './failure.js';
import { APPLICATION_ID, FORMAT_VERSION, SCHEMA } from './schema.js';

/** How long to wait for another process, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Up to this size, in bytes, a file is checked in full when it is opened (about half a millisecond for each megabyte).
 * A longer one is not: damage is found where it is read, since every row carries a checksum.
 */
const CHECKED_WHEN_OPENED = 64 * 1024 * 1024;

type Kind = 'fresh' | 'parley';

function kindOf(db: Database.Database, file: string): Kind {
  // In one transaction: another process may be making the file, and half of it would be something else.
  const look = db.transaction(() => ({
    application: db.pragma('application_id', { simple: true }),
    version: Number(db.pragma('user_version', { simple: true })),
    tables: db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get(),
  }));
  const { application, version, tables } = look();
  if (application === 0 && version === 0 && tables === 0) return 'fresh';
  if (application !== APPLICATION_ID) throw new StoreFailure('not-parley', `${file} is not a Parley database`);
  if (version > FORMAT_VERSION)
    throw new StoreFailure(
      'newer-version',
      `${file} has format ${version}; this version of Parley reads up to ${FORMAT_VERSION}`,
    );
  return 'parley';
}

function check(db: Database.Database, file: string): void {
  if (db.memory || statSync(file).size > CHECKED_WHEN_OPENED) return;
  const found = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new StoreFailure('damaged', `${file} is damaged: ${String(found)}`);
}

/** How long another process may take to write the first page of a file that it has just made, in milliseconds. */
const BEING_MADE = 1_000;
const LOOK = 10;

const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK);

const isEmpty = (file: string): boolean => existsSync(file) && statSync(file).size === 0;

/**
 * SQLite takes an empty file for a new database. Where a log was, that is a log of which nothing is left, and a server
 * that began anew would tell its readers that nothing had ever been reported.
 */
function refuseEmpty(file: string): void {
  for (let waited = 0; isEmpty(file); waited += LOOK) {
    if (waited >= BEING_MADE)
      throw new StoreFailure('damaged', `${file} is empty: restore a backup; or remove it, to begin with an empty log`);
    pause();
  }
}

function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  // Acknowledged means durable. The second setting is for macOS, where a sync does not reach the disk otherwise.
  db.pragma('synchronous = FULL');
  db.pragma('fullfsync = ON');
  // 16 MB of log between checkpoints: batches then write each page of the indexes less often.
  db.pragma('wal_autocheckpoint = 4000');
  db.pragma('temp_store = MEMORY');
}

// Two processes may open a new file at once, so what it is is asked again once nobody else can write. On a file that
// is Parley's this puts back triggers that somebody has removed, and otherwise writes nothing.
function complete(db: Database.Database, file: string): void {
  const create = db.transaction(() => {
    if (kindOf(db, file) === 'fresh') {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${FORMAT_VERSION}`);
    }
    db.exec(SCHEMA);
  });
  create.immediate();
}

function opened(file: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    refuseEmpty(file);
    db = new Database(file, { timeout: PATIENCE });
    // Before anything is written: another program's database is left as it is.
    kindOf(db, file);
    configure(db);
    complete(db, file);
    check(db, file);
    return db;
  } catch (error) {
    db?.close();
    throw asOpeningFailure(error);
  }
}

const isBusy = (failure: unknown): boolean => failure instanceof StoreFailure && failure.code === 'busy';

/**
 * The database in `file`, made where there is none. Throws a `StoreFailure` where it cannot be used.
 *
 * SQLite waits for other processes, but for one that is just making a new file a database with a log of its own (WAL):
 * whoever does the same at that moment is told at once that it is busy, and tries again.
 */
export function openDatabase(file: string): Database.Database {
  for (const until = Date.now() + PATIENCE; ; pause()) {
    try {
      return opened(file);
    } catch (error) {
      if (!isBusy(error) || Date.now() >= until) throw error;
    }
  }
}
