/** Makes a backup: a copy of the whole log, taken while it is written to, and verified before it gets its name. */
import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '../store/event-store.js';
import { Collection, type Beside, type TakenAlong } from './beside/collect.js';
import { checkCopy, type CheckedCopy } from './checked-copy.js';
import { replaceFile } from '../platform/durable.js';

/** A backup that verified. */
export interface Backup extends Omit<CheckedCopy, 'firstBad'> {
  readonly file: string;
  readonly bytes: number;
  /** What it holds of the data folder besides the log. */
  readonly beside: TakenAlong;
}

/** Why no backup was made. */
export type NoBackup =
  | { readonly outcome: 'unsupported' }
  | { readonly outcome: 'exists'; readonly file: string }
  /** The log does not verify. Its copy is kept under another name, since it may be the last there is. */
  | { readonly outcome: 'tampered'; readonly file: string; readonly copy: CheckedCopy };

export type BackupOutcome = { readonly outcome: 'made'; readonly backup: Backup } | NoBackup;

const BEGINNING = 'parley-';
const ENDING = '.sqlite';
const PART = '.part';

/** The name of a backup made at this time. Sorted by name, backups are sorted by time. */
export const backupName = (at: Date): string => `${BEGINNING}${at.toISOString().replaceAll(/[-:.]/g, '')}${ENDING}`;

export const isBackupName = (name: string): boolean => name.startsWith(BEGINNING) && name.endsWith(ENDING);

/** Whether the file is a backup that was never finished, or a file of SQLite beside one. */
export const isUnfinished = (name: string): boolean => name.startsWith(BEGINNING) && name.includes(`${ENDING}${PART}`);

/** Where to write: `given`, or a file named by the time where `given` is a folder. */
export const targetIn = (given: string, at: Date): string =>
  existsSync(given) && statSync(given).isDirectory() ? join(given, backupName(at)) : given;

const NOTHING: TakenAlong = { files: 0, bytes: 0, leftOut: [] };

/**
 * Rejects with a `StoreFailure` where the log or its copy cannot be read.
 * @param file must not exist yet
 * @param atOnce as in `BackupOptions`
 * @param beside what is taken along; nothing where not given
 */
export async function makeBackup(
  store: EventStore,
  file: string,
  atOnce: boolean,
  beside?: Beside,
): Promise<BackupOutcome> {
  if (existsSync(file)) return { outcome: 'exists', file };
  const part = `${file}${PART}`;
  const collection = beside && new Collection(beside, `${part}-beside`);
  try {
    rmSync(part, { force: true });
    await collection?.beforeTheLog();
    if (!(await store.backup(part, { atOnce }))) return { outcome: 'unsupported' };
    // The log holds what was said off the record, and who said it.
    chmodSync(part, 0o600);
    await collection?.afterTheLog();
    const { firstBad, ...copy } = await checkCopy(part);
    if (firstBad) {
      const kept = `${file}.does-not-verify`;
      replaceFile(part, kept);
      return { outcome: 'tampered', file: kept, copy: { ...copy, firstBad } };
    }
    const taken = (await collection?.addTo(part)) ?? NOTHING;
    replaceFile(part, file);
    return { outcome: 'made', backup: { ...copy, file, bytes: statSync(file).size, beside: taken } };
  } finally {
    collection?.close();
  }
}
