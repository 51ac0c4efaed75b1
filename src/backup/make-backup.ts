/** A backup: a copy of the whole log, made while it is written to, and checked before it bears its name. */
import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '../store/event-store.js';
import { checkCopy, type CheckedCopy } from './checked-copy.js';
import { replaceFile } from './durable.js';

export interface Backup extends Omit<CheckedCopy, 'firstBad'> {
  readonly file: string;
  readonly bytes: number;
}

/** Why there is no backup. */
export type NoBackup =
  | { readonly outcome: 'unsupported' }
  | { readonly outcome: 'exists'; readonly file: string }
  /** The log itself does not verify: a copy of it is kept under another name, since it may be the last there is. */
  | { readonly outcome: 'tampered'; readonly file: string; readonly copy: CheckedCopy };

export type BackupOutcome = { readonly outcome: 'made'; readonly backup: Backup } | NoBackup;

const BEGINNING = 'parley-';
const ENDING = '.sqlite';
const PART = '.part';

/** Sorted by name, backups are in the order of their making. */
export const backupName = (at: Date): string => `${BEGINNING}${at.toISOString().replaceAll(/[-:.]/g, '')}${ENDING}`;

export const isBackupName = (name: string): boolean => name.startsWith(BEGINNING) && name.endsWith(ENDING);

/** A backup that was never finished, and what SQLite kept beside it. */
export const isUnfinished = (name: string): boolean => name.startsWith(BEGINNING) && name.includes(`${ENDING}${PART}`);

/** A folder gets a file named by the time. */
export const targetIn = (given: string, at: Date): string =>
  existsSync(given) && statSync(given).isDirectory() ? join(given, backupName(at)) : given;

/** @param atOnce as `EventStore.backup` has it */
export async function makeBackup(store: EventStore, file: string, atOnce: boolean): Promise<BackupOutcome> {
  if (existsSync(file)) return { outcome: 'exists', file };
  const part = `${file}${PART}`;
  rmSync(part, { force: true });
  if (!(await store.backup(part, { atOnce }))) return { outcome: 'unsupported' };
  // It holds all that is said off the record, and who said it to whom.
  chmodSync(part, 0o600);
  const { firstBad, ...copy } = await checkCopy(part);
  if (firstBad) {
    const kept = `${file}.does-not-verify`;
    replaceFile(part, kept);
    return { outcome: 'tampered', file: kept, copy: { ...copy, firstBad } };
  }
  replaceFile(part, file);
  return { outcome: 'made', backup: { ...copy, file, bytes: statSync(file).size } };
}
