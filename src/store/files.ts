/** Access to a log in a file that this server does not use: a backup, or the log of a server that is stopped. */
import { lockDatabase, type ExclusiveLock } from './sqlite/exclusive-lock.js';
import { SqliteEventStore } from './sqlite/sqlite-event-store.js';
import type { EventStore } from './event-store.js';

export type { ExclusiveLock };

/**
 * Opens the log in a file.
 * @throws StoreFailure where it cannot be used
 */
export const openFile = (file: string): EventStore => SqliteEventStore.open(file);

/**
 * Locks the file for all other processes until the lock is released. No WAL file is left beside it.
 * @throws StoreFailure `busy` where another process uses it; another code where it cannot be read
 */
export const lockFile = (file: string): ExclusiveLock => lockDatabase(file);
