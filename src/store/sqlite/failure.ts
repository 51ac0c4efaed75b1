/** Translates SQLite's errors into store failures. */
import type { SqliteError } from 'better-sqlite3';
import { StoreFailure, type StoreFailureCode } from '../store-failure.js';

// SQLite's primary result codes. Extended codes, such as SQLITE_IOERR_WRITE, begin with them.
const KNOWN: readonly (readonly [code: string, failure: StoreFailureCode, message: string])[] = [
  ['SQLITE_FULL', 'full', 'no room left for the database'],
  ['SQLITE_BUSY', 'busy', 'another process holds the database'],
  ['SQLITE_LOCKED', 'busy', 'another process holds the database'],
  ['SQLITE_CORRUPT', 'damaged', 'the database file is damaged'],
  ['SQLITE_NOTADB', 'not-parley', 'the file is not a database'],
  ['SQLITE_CANTOPEN', 'unwritable', 'the database file cannot be opened'],
  ['SQLITE_READONLY', 'unwritable', 'the database file cannot be written'],
  ['SQLITE_PERM', 'unwritable', 'the database file cannot be opened'],
  ['SQLITE_IOERR', 'io', 'the disk failed'],
];

/** Compared by name, because a test runner loads the driver twice and then there are two classes of this error. */
const isSqlite = (error: unknown): error is InstanceType<typeof SqliteError> =>
  (error as { name?: unknown } | null)?.name === 'SqliteError';

/** The store failure for an error of SQLite; any other error is a bug and is returned as it is. */
export function asFailure(error: unknown): unknown {
  if (!isSqlite(error)) return error;
  const known = KNOWN.find(([code]) => error.code.startsWith(code));
  if (!known) return error;
  return new StoreFailure(known[1], `${known[2]} (${error.code}: ${error.message})`, { cause: error });
}

/** The same while the file is opened. Any other error of SQLite then means that the tables were changed. */
export function asOpeningFailure(error: unknown): unknown {
  const failure = asFailure(error);
  if (!isSqlite(failure)) return failure;
  const words = `the database is not as it was made (${failure.code}: ${failure.message})`;
  return new StoreFailure('damaged', words, { cause: failure });
}

/** Whether a constraint or trigger of the database refused a row. */
export const isConstraint = (error: unknown): boolean => isSqlite(error) && error.code.startsWith('SQLITE_CONSTRAINT');
