/** Access to a log in a file that this server does not use: a backup, or the log of a server that is stopped. */
import { lockDatabase, type ExclusiveLock } from './sqlite/exclusive-lock.js';
import { SqliteEventStore } from './sqlite/sqlite-event-store.js';
import { startProgress, type ProgressOutput } from '../platform/progress.js';
import { isOfEarlierFormat } from './sqlite/open.js';
import { upgradeFile, type Upgraded } from './sqlite/upgrade.js';
import type { EventStore } from './event-store.js';

import { logMarksOf } from './sqlite/erasure/log-marks.js';
import { erasuresRecordedIn, scrubFile } from './sqlite/erasure/scrubbing.js';

export type { ExclusiveLock, Upgraded };

/** The erasures that the log in a file has recorded. @throws StoreFailure where it cannot be read */
export const erasuresRecordedInFile = erasuresRecordedIn;

/** As `logMarksOf`. */
export const marksOfLog = logMarksOf;

/** As `scrubFile`. */
export const scrubbed = scrubFile;

/**
 * Opens the log in a file.
 * @param isCopy whether it is a copy, of which no further one is kept where it has to be upgraded
 * @throws StoreFailure where it cannot be used
 */
export const openFile = (file: string, isCopy = false): EventStore =>
  SqliteEventStore.open(file, { upgrade: { keepBackup: !isCopy } });

/**
 * Locks the file for all other processes until the lock is released. No WAL file is left beside it.
 * @throws StoreFailure `busy` where another process uses it; another code where it cannot be read
 */
export const lockFile = (file: string): ExclusiveLock => lockDatabase(file);

/**
 * Brings the file to the present format, with a progress bar on a terminal, and keeps a copy of it as it was.
 * @returns undefined where its format is the present one
 * @throws StoreFailure `busy` where another process uses it; another code where it cannot be read
 */
export async function upgradeLog(file: string, output: ProgressOutput): Promise<Upgraded | undefined> {
  if (!isOfEarlierFormat(file)) return undefined;
  const bar = await startProgress(output, 'upgrading the log', { unit: '%', total: 100 });
  try {
    return upgradeFile(file, {
      keepBackup: true,
      onProgress: (done, events) => bar.update(Math.floor((done * 100) / Math.max(events, 1))),
    });
  } finally {
    bar.end();
  }
}
