/** An exclusive lock on a database file, held while the file is replaced. */
import Database from 'better-sqlite3';
import { asFailure } from './failure.js';

export interface ExclusiveLock {
  /** Releases the lock and closes the file. */
  readonly release: () => void;
}

/**
 * Locks a file by taking it out of WAL mode. SQLite allows that only while no other process has the file open, even idle.
 * Afterwards all data is in the file itself and none in a WAL file.
 * @throws StoreFailure `busy` where another process has it open
 */
export function lockDatabase(file: string): ExclusiveLock {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true, timeout: 0 });
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    throw asFailure(error);
  }
  const locked = db;
  return { release: () => void locked.close() };
}
