/** Opens a database file: checks what it is, and sets how it is written. */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreFailure } from '../store-failure.js';
import { asOpeningFailure } from './failure.js';
import { TILES_SCHEMA } from '../tree/tile-table.js';
import { APPLICATION_ID, FORMAT_VERSION, SCHEMA } from './schema.js';
import { upgradeFile, type UpgradeOptions } from './upgrade.js';

/** How long to wait for a lock of another process, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/**
 * Files up to this size, in bytes, are checked in full when they are opened: about half a millisecond for a megabyte. In
 * larger files damage is found when it is read, because every row has a checksum.
 */
const FULL_CHECK_LIMIT = 64 * 1024 * 1024;

/** `earlier`: it has an earlier format, and must be upgraded first. */
type FileKind = 'fresh' | 'parley' | 'earlier';

function fileKindOf(db: Database.Database, file: string): FileKind {
  // In one transaction, because another process may be creating the tables.
  const readHeader = db.transaction(() => ({
    application: db.pragma('application_id', { simple: true }),
    version: Number(db.pragma('user_version', { simple: true })),
    tables: db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get(),
  }));
  const { application, version, tables } = readHeader();
  if (application === 0 && version === 0 && tables === 0) return 'fresh';
  if (application !== APPLICATION_ID) throw new StoreFailure('not-parley', `${file} is not a Parley database`);
  if (version > FORMAT_VERSION)
    throw new StoreFailure(
      'newer-version',
      `${file} has format ${version}; this version of Parley reads up to ${FORMAT_VERSION}`,
    );
  return version < FORMAT_VERSION ? 'earlier' : 'parley';
}

/** Whether the file is a log of an earlier format. @throws StoreFailure where it is something else */
export function isOfEarlierFormat(file: string): boolean {
  const db = new Database(file, { fileMustExist: true, timeout: BUSY_TIMEOUT });
  try {
    return fileKindOf(db, file) === 'earlier';
  } catch (error) {
    throw asOpeningFailure(error);
  } finally {
    db.close();
  }
}

function quickCheck(db: Database.Database, file: string): void {
  if (db.memory || statSync(file).size > FULL_CHECK_LIMIT) return;
  const found = db.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new StoreFailure('damaged', `${file} is damaged: ${String(found)}`);
}

/** How long another process may take to write the first page of a file that it has just created, in milliseconds. */
const CREATION_TIMEOUT = 1_000;
const POLL_INTERVAL = 10;

const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_INTERVAL);

const isEmpty = (file: string): boolean => existsSync(file) && statSync(file).size === 0;

/**
 * Refuses an empty file, which SQLite would take for a new database. It may be a log that was lost, and a server on a new
 * log would answer that nothing was ever reported.
 */
function refuseEmpty(file: string): void {
  for (let waited = 0; isEmpty(file); waited += POLL_INTERVAL) {
    if (waited >= CREATION_TIMEOUT)
      throw new StoreFailure('damaged', `${file} is empty: restore a backup; or remove it, to begin with an empty log`);
    pause();
  }
}

function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  // Acknowledged means durable. On macOS a sync reaches the disk only with the second setting.
  db.pragma('synchronous = FULL');
  db.pragma('fullfsync = ON');
  // 16 MB of WAL between checkpoints, so that batches write each page of the indexes less often.
  db.pragma('wal_autocheckpoint = 4000');
  db.pragma('temp_store = MEMORY');
  // Keys that are destroyed are overwritten. Nothing else is ever removed, so it costs nothing.
  db.pragma('secure_delete = ON');
}

// Two processes may open a new file at once, so its kind is read again under the write lock. In a file of Parley's this
// creates triggers that somebody has removed, and else writes nothing.
function createTables(db: Database.Database, file: string): void {
  const create = db.transaction(() => {
    if (fileKindOf(db, file) === 'fresh') {
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${FORMAT_VERSION}`);
    }
    db.exec(SCHEMA);
    db.exec(TILES_SCHEMA);
  });
  create.immediate();
}

function openOnce(file: string, options: UpgradeOptions): Database.Database {
  let db: Database.Database | undefined;
  try {
    refuseEmpty(file);
    db = new Database(file, { timeout: BUSY_TIMEOUT });
    // Before anything is written, so that another program's database stays as it is.
    if (fileKindOf(db, file) === 'earlier') {
      db.close();
      upgradeFile(file, options);
      db = new Database(file, { timeout: BUSY_TIMEOUT });
    }
    configure(db);
    createTables(db, file);
    quickCheck(db, file);
    return db;
  } catch (error) {
    db?.close();
    throw asOpeningFailure(error);
  }
}

const isBusy = (failure: unknown): boolean => failure instanceof StoreFailure && failure.code === 'busy';

/**
 * Opens the database in `file`, and creates it where there is none. One of an earlier format is upgraded.
 *
 * SQLite waits for locks of other processes, but not while one of them is switching a new file to WAL: then it is `busy`
 * at once, and this tries again.
 * @throws StoreFailure where the file cannot be used
 */
export function openDatabase(file: string, options: UpgradeOptions = { keepBackup: true }): Database.Database {
  for (const until = Date.now() + BUSY_TIMEOUT; ; pause()) {
    try {
      return openOnce(file, options);
    } catch (error) {
      if (!isBusy(error) || Date.now() >= until) throw error;
    }
  }
}
