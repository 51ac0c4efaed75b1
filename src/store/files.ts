/** The log as a file that is not this server's own: a copy, or one that nobody uses at present. */
import { lockDatabase, type ExclusiveLock } from './sqlite/exclusive-lock.js';
import { SqliteEventStore } from './sqlite/sqlite-event-store.js';
import type { EventStore } from './event-store.js';

export type { ExclusiveLock };

/** The log in a file. Throws a `StoreFailure` where it cannot be used. */
export const openFile = (file: string): EventStore => SqliteEventStore.open(file);

/**
 * Keeps everybody else from the file until it is released; nothing is left beside it meanwhile.
 * Throws a `StoreFailure`: `busy` where somebody uses it, another where it cannot be read.
 */
export const lockFile = (file: string): ExclusiveLock => lockDatabase(file);
