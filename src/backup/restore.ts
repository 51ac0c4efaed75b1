/**
 * Restores a backup as the log of a data folder. Nothing is replaced before every hash chain of the backup is verified.
 */
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { KeptCheckpoint } from '../audit/kept-checkpoint.js';
import { toBase64 } from '../../events/log/bytes.js';
import { LOG_STREAM } from '../../events/log/log-begun.js';
import { noteText } from '../../events/log/signed-note.js';
import { beginningsOf, logBegunEvent } from '../log/log-begun.js';
import { beginNewOrigin, namesOfKeys, nextOrigin, type NewOrigin } from '../log/new-origin.js';
import { dataFile } from '../store/data-file.js';
import { lockFile, openFile, scrubbed, type ExclusiveLock } from '../store/files.js';
import { StoreFailure } from '../store/store-failure.js';
import { checkCopy, type CheckedCopy } from './checked-copy.js';
import { linkOrCopy, replaceFile } from '../platform/durable.js';
import { erasuresFileOf } from '../store/erasure/erasures-list.js';
import { signedElsewhere, type SignedElsewhere } from './signed-elsewhere.js';
import { HeldDamaged } from './beside/held.js';
import { putBack, takeOut, type PutBack } from './beside/put-back.js';
import { knownGone } from './known-gone.js';

export interface Restored extends Omit<CheckedCopy, 'firstBad'> {
  readonly file: string;
  /** The log that was there before, under its new name; null where there was none. */
  readonly kept: string | null;
  /** The entries whose texts were erased since the backup was made: their keys were destroyed again. */
  readonly erasedAgain: readonly string[];
  /** The log that was signed in this folder, where the backup does not go on from there; null where it does. */
  readonly signed: { readonly origin: string; readonly events: number } | null;
  /** How many of those are lost. */
  readonly lost: number;
  /** The name and the key of the new log that begins then; null where none does, or where its key is no file. */
  readonly begun: NewOrigin | null;
  /** What became of what the backup holds besides the log. */
  readonly beside: PutBack;
}

export type RestoreOutcome =
  | { readonly outcome: 'restored'; readonly restored: Restored }
  /** The backup does not verify. Nothing was replaced. */
  | { readonly outcome: 'tampered'; readonly copy: CheckedCopy }
  /** What it holds besides the log under this name is not what was copied. Nothing was replaced. */
  | { readonly outcome: 'beside-damaged'; readonly name: string }
  /** The backup holds no event, such as a file that was cut off. Nothing was replaced. */
  | { readonly outcome: 'empty' }
  /** It lacks events that a checkpoint of the folder was signed with, or has others in their place, and nobody has confirmed that. */
  | {
      readonly outcome: 'behind-signed';
      readonly signed: NonNullable<Restored['signed']>;
      /** How many of those are lost. */
      readonly lost: number;
      /** What the new log would be called. */
      readonly name: string;
    }
  /** The name that was given is, or was, that of a log that was signed here. Nothing was replaced. */
  | { readonly outcome: 'name-taken'; readonly name: string }
  /** Another process uses the data folder. Nothing was replaced. */
  | { readonly outcome: 'in-use' };

export interface RestoreOptions {
  /** The present: the old log is named by it. */
  readonly at: Date;
  /** The list of erasures outside the data folder; beside it where not given. */
  readonly erasures?: string | undefined;
  /** A checkpoint that was kept elsewhere, to compare with. */
  readonly checkpoint?: KeptCheckpoint | undefined;
  /** Whether it is known that the backup may lack events that were signed. */
  readonly mayLoseSigned?: boolean | undefined;
  /** The name of the log that begins then: the next number after the old name where not given. */
  readonly name?: string | undefined;
  /** The file of the keys; that of the folder where not given, and null where a key is no file. */
  readonly keyFile?: string | null | undefined;
  /** Whether alerts are put back, which they are unless this is false. */
  readonly alerts?: boolean | undefined;
}

/** The endings of the files that SQLite keeps beside an open database. */
const BESIDE = ['-wal', '-shm'] as const;

/** Locks the file. Undefined where it is too damaged to be locked; then no other process can be using it either. */
function lockLog(file: string): ExclusiveLock | 'in-use' | undefined {
  try {
    return lockFile(file);
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return error.code === 'busy' ? 'in-use' : undefined;
  }
}

/**
 * Records in the copy, after its last event, from which log it follows and how many events are lost. Witnesses of that log
 * would refuse it as a fork; under a name of its own it is none, and says itself where it comes from.
 */
async function beginAnew(
  copy: string,
  { newest: { origin, size, root, note }, lost }: SignedElsewhere,
  at: Date,
): Promise<void> {
  const before = { origin, events: size, root: toBase64(root), checkpoint: noteText(note) };
  const event = logBegunEvent({ why: 'restored', at: at.toISOString(), before, lost });
  const store = openFile(copy, true);
  try {
    const { outcome } = await store.append(LOG_STREAM, [event], 'any');
    if (outcome !== 'appended') throw new Error(`that a new log begins could not be recorded: ${outcome}`);
  } finally {
    await store.close();
  }
}

/** The names that a new log cannot have: those of the keys, of what was signed, and of logs that the copy follows. */
async function takenNames(copy: string, folder: string, origin: string, keyFile: RestoreOptions['keyFile']) {
  const store = openFile(copy, true);
  try {
    const before = (await beginningsOf(store)).map((begun) => begun.before.origin);
    const ofKeys = keyFile === null ? [] : namesOfKeys(folder, keyFile);
    return [origin, ...ofKeys, ...before.filter((name) => name !== null)];
  } finally {
    await store.close();
  }
}

/**
 * Gives the log that is there another name, even where it cannot be read any more.
 * @param replace puts another one in its place, before any other process can open it
 */
export function setAside(file: string, kept: string, replace?: () => void): 'set-aside' | 'in-use' {
  // The last events may be in the `-wal` file alone, and SQLite removes that where it cannot read the database.
  const wal = existsSync(`${file}-wal`);
  if (wal) linkOrCopy(`${file}-wal`, `${kept}-wal`);
  const claim = lockLog(file);
  if (wal && claim !== undefined) rmSync(`${kept}-wal`);
  if (claim === 'in-use') return 'in-use';
  try {
    linkOrCopy(file, kept);
    // SQLite would apply them to the new file.
    for (const ending of BESIDE) rmSync(`${file}${ending}`, { force: true });
    replace?.();
    return 'set-aside';
  } finally {
    claim?.release();
  }
}

/** The same file, by whatever name, links included. */
function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((file) => statSync(file, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

/**
 * Refuses, before anything is touched, what cannot be a backup, or what restoring would itself remove.
 * @throws StoreFailure, or an error of the file system where there is no such file or it cannot be read
 */
function insistOnBackup(backup: string, file: string, copy: string): void {
  // To open a pipe would wait for ever, and a device may have no end.
  if (!statSync(backup).isFile()) throw new StoreFailure('not-parley', `${backup} is no file: a backup is one`);
  accessSync(backup, constants.R_OK);
  if (isSameFile(backup, file)) throw new StoreFailure('not-parley', `${backup} is the log of that folder itself`);
  if (isSameFile(backup, copy))
    throw new StoreFailure('not-parley', `${backup} has the name that a restore writes to: give it another one first`);
}

/** Copies the backup, with what SQLite has not yet taken over from its WAL: a file copied by hand may have one. */
function copyWhole(backup: string, copy: string): void {
  copyFileSync(backup, copy, constants.COPYFILE_FICLONE);
  if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
}

/** What the copy holds besides the log. What is no log at all holds nothing: that is told where it is verified. */
function namesTakenOut(copy: string, into: string): readonly string[] {
  try {
    return takeOut(copy, into);
  } catch (error) {
    if (error instanceof Database.SqliteError) return [];
    throw error;
  }
}

/**
 * Rejects with an error of the file system where there is no such file, and with a `StoreFailure` where it is no log.
 * @param backup the file to restore; it stays as it is
 * @param folder the data folder, made where there is none
 */
export async function restore(backup: string, folder: string, options: RestoreOptions): Promise<RestoreOutcome> {
  const file = dataFile(folder);
  // The copy in the data folder is verified, since it is what will be used.
  const copy = `${file}.restoring`;
  insistOnBackup(backup, file, copy);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = join(folder, 'restoring');
  const clear = (): void => {
    for (const ending of ['', ...BESIDE]) rmSync(`${copy}${ending}`, { force: true });
    rmSync(aside, { recursive: true, force: true });
  };
  clear();
  try {
    copyWhole(backup, copy);
    const names = namesTakenOut(copy, aside);
    const { firstBad, ...checked } = await checkCopy(copy, options.checkpoint);
    if (firstBad) return { outcome: 'tampered', copy: { ...checked, firstBad } };
    if (checked.events === 0) return { outcome: 'empty' };
    const elsewhere = await signedElsewhere(folder, copy, file);
    const { newest, lost = 0 } = elsewhere ?? {};
    const signed = newest ? { origin: newest.origin, events: newest.size } : null;
    const taken = newest ? await takenNames(copy, folder, newest.origin, options.keyFile) : [];
    const name = options.name ?? (newest ? nextOrigin(newest.origin, taken) : '');
    if (taken.includes(name)) return { outcome: 'name-taken', name };
    if (signed && options.mayLoseSigned !== true) return { outcome: 'behind-signed', signed, lost, name };
    // Before it is the log: nothing that was erased may be served for a moment.
    const gone = knownGone(folder, erasuresFileOf(folder, options.erasures));
    const erasedAgain = gone.erasures.length === 0 ? [] : scrubbed(copy, gone.erasures, true).keys;
    if (elsewhere) await beginAnew(copy, elsewhere, options.at);
    const stamp = options.at.toISOString().replaceAll(/[-:.]/g, '');
    const kept = existsSync(file) ? `${file}.replaced-${stamp}` : null;
    if (kept !== null && setAside(file, kept) === 'in-use') return { outcome: 'in-use' };
    const putting = { folder, gone, head: BigInt(checked.head), stamp, alerts: options.alerts !== false };
    const beside = putBack(names, aside, putting);
    replaceFile(copy, file);
    // A crash before this leaves a log that is not signed under the old name: it says itself that it is another.
    const begun = newest && options.keyFile !== null ? await beginNewOrigin(folder, name, options.keyFile) : null;
    return { outcome: 'restored', restored: { ...checked, file, kept, erasedAgain, signed, lost, begun, beside } };
  } catch (error) {
    if (error instanceof HeldDamaged) return { outcome: 'beside-damaged', name: error.message };
    throw error;
  } finally {
    clear();
  }
}
