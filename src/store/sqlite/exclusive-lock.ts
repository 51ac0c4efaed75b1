/** Having the file to oneself, so that another can be put in its place. */
import Database from 'better-sqlite3';
import { asFailure } from './failure.js';

export interface ExclusiveLock {
  readonly release: () => void;
}

/**
 * A file in WAL mode can only leave that mode while nobody else has it open, not even idle; and once it has left it,
 * nothing is in any file beside it.
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
  const claimed = db;
  return { release: () => void claimed.close() };
}
