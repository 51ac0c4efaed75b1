/** Putting a backup in the place of a data folder's log: nothing is replaced before every chain of it has been checked. */
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import type { Checkpoint } from '../../events/chain/checkpoint.js';
import { dataFile } from '../store/data-file.js';
import { lockFile, type ExclusiveLock } from '../store/files.js';
import { StoreFailure } from '../store/store-failure.js';
import { checkCopy, type CheckedCopy } from './checked-copy.js';
import { linkOrCopy, replaceFile } from './durable.js';

export interface Restored extends Omit<CheckedCopy, 'firstBad'> {
  readonly file: string;
  /** Where the log is that was there before; null where there was none. */
  readonly kept: string | null;
}

export type RestoreOutcome =
  | { readonly outcome: 'restored'; readonly restored: Restored }
  /** It is not what was recorded. Nothing was replaced. */
  | { readonly outcome: 'tampered'; readonly copy: CheckedCopy }
  /** It holds no event: what is left of a file that was cut off. Nothing was replaced. */
  | { readonly outcome: 'empty' }
  /** A server, or something else, uses the data folder. Nothing was replaced. */
  | { readonly outcome: 'in-use' };

export interface RestoreOptions {
  readonly at: Date;
  /** A checkpoint that was kept elsewhere, to compare with. */
  readonly checkpoint?: Checkpoint | undefined;
}

/** What SQLite keeps beside a file that it has not finished with. */
const BESIDE = ['-wal', '-shm'] as const;

/** Has the file to itself. Undefined where it is too damaged for that; then nobody else can be using it either. */
function lockLog(file: string): ExclusiveLock | 'in-use' | undefined {
  try {
    return lockFile(file);
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return error.code === 'busy' ? 'in-use' : undefined;
  }
}

/** Keeps the log that is there under another name, also one that cannot be read any more. */
function setAside(file: string, kept: string): 'set-aside' | 'in-use' {
  // What was written last may be in this file alone, and SQLite removes it where it cannot make sense of the other.
  const wal = existsSync(`${file}-wal`);
  if (wal) linkOrCopy(`${file}-wal`, `${kept}-wal`);
  const claim = lockLog(file);
  if (wal && claim !== undefined) rmSync(`${kept}-wal`);
  if (claim === 'in-use') return 'in-use';
  try {
    linkOrCopy(file, kept);
    // Beside another file they would ruin that.
    for (const ending of BESIDE) rmSync(`${file}${ending}`, { force: true });
    return 'set-aside';
  } finally {
    claim?.release();
  }
}

/** Throws where there is no such file, and a `StoreFailure` where it is no log at all. */
export async function restore(backup: string, folder: string, options: RestoreOptions): Promise<RestoreOutcome> {
  accessSync(backup, constants.R_OK);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = dataFile(folder);
  // What is checked is what will be used: the copy in the data folder, not the file that it was copied from.
  const copy = `${file}.restoring`;
  for (const ending of ['', ...BESIDE]) rmSync(`${copy}${ending}`, { force: true });
  copyFileSync(backup, copy, constants.COPYFILE_FICLONE);
  try {
    const { firstBad, ...checked } = await checkCopy(copy, options.checkpoint?.streams);
    if (firstBad) return { outcome: 'tampered', copy: { ...checked, firstBad } };
    if (checked.events === 0) return { outcome: 'empty' };
    const kept = existsSync(file) ? `${file}.replaced-${options.at.toISOString().replaceAll(/[-:.]/g, '')}` : null;
    if (kept !== null && setAside(file, kept) === 'in-use') return { outcome: 'in-use' };
    replaceFile(copy, file);
    return { outcome: 'restored', restored: { ...checked, file, kept } };
  } finally {
    for (const ending of ['', ...BESIDE]) rmSync(`${copy}${ending}`, { force: true });
  }
}
