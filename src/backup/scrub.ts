/** Which backups still have keys of texts that were erased since, and destroying them there. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import { dataFile } from '../store/data-file.js';
import type { KnownErasure } from '../store/erasure/known-erasure.js';
import { erasuresRecordedInFile, scrubbed } from '../store/files.js';
import { StoreFailure } from '../store/store-failure.js';
import { scrubBeside, type KnownGone } from './beside/scrub-beside.js';
import { addToErasures, erasuresFileOf, erasuresIn, goneIn } from '../store/erasure/erasures-list.js';

const log = new Logger('Erasure');

/** What was found in a copy of the log. */
export interface ScrubbedCopy {
  readonly file: string;
  /** Of what it had keys that were erased since: the streams and ids of entries, and recorders. */
  readonly entries: readonly string[];
  /** What it held besides the log although that was ended, dropped or erased since. */
  readonly beside: readonly string[];
  /** What stands in it in the clear, in events of earlier versions, so that nothing but deleting it helps. */
  readonly open: readonly string[];
  /** Why it could not be looked at; null where it could. */
  readonly problem: string | null;
}

/** All erasures that are known: those in the log of the data folder, as far as it can be read, and those in the list. */
function knownErasures(dataFolder: string, list: string): KnownErasure[] {
  const file = dataFile(dataFolder);
  const listed = erasuresIn(list);
  if (!existsSync(file)) return listed;
  try {
    return [...listed, ...erasuresRecordedInFile(file)];
  } catch (error) {
    if (error instanceof StoreFailure) return listed;
    throw error;
  }
}

/** Everything that is known to be gone, beside the log too. */
export const knownGone = (dataFolder: string, list: string): KnownGone => ({
  ...goneIn(list),
  erasures: knownErasures(dataFolder, list),
});

/** Who opens a pipe waits for whoever writes into it; a link may lead nowhere. */
const isRegularFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** Files of SQLite in a folder, or the file itself. The log in use is none of them. */
const copiesIn = (place: string): string[] =>
  statSync(place).isDirectory()
    ? readdirSync(place)
        .filter((name) => name.includes('.sqlite') && !/-(?:wal|shm|journal)$/.test(name) && name !== 'parley.sqlite')
        .map((name) => join(place, name))
        .filter(isRegularFile)
        .toSorted()
    : [place];

/**
 * Looks through copies of the log: backups, and what restoring and upgrading left in the data folder.
 * @param places files and folders
 * @param write destroys the keys; without it nothing is changed
 */
export function scrubCopies(places: readonly string[], gone: KnownGone, write: boolean): ScrubbedCopy[] {
  return places.flatMap(copiesIn).map((file) => {
    try {
      const { keys: entries, open } = scrubbed(file, gone.erasures, write);
      return { file, entries, open, beside: scrubBeside(file, gone, write), problem: null };
    } catch (error) {
      if (!(error instanceof StoreFailure || error instanceof Database.SqliteError)) throw error;
      return { file, entries: [], open: [], beside: [], problem: error.message };
    }
  });
}

/** Whether it still holds something that was erased, as far as can be seen. */
export const holdsErased = ({ entries, open, beside }: ScrubbedCopy): boolean =>
  entries.length + open.length + beside.length > 0;

/** Where copies of the log are that nobody named: the folder of scheduled backups, and beside the log. */
export const usualPlaces = (dataFolder: string, backups: string | undefined): string[] =>
  [...(backups === undefined ? [] : [backups]), dataFolder].filter((place) => existsSync(place));

const goneBy = (erasure: KnownErasure): KnownGone => ({
  erasures: [erasure],
  alerts: new Set(),
  articles: new Set('article' in erasure ? [erasure.article] : []),
});

/**
 * The names of the copies in the usual places that hold what was erased just now. One that cannot be read is told as well.
 * Others are served between two copies: each is opened, and there may be many.
 */
async function copiesHolding(erasure: KnownErasure, { dataFolder, backup: { folder } }: Places): Promise<string[]> {
  const holding: string[] = [];
  for (const file of usualPlaces(dataFolder, folder).flatMap(copiesIn)) {
    const [copy] = scrubCopies([file], goneBy(erasure), false);
    if (copy && (holdsErased(copy) || copy.problem !== null)) holding.push(basename(file));
    await yieldToEventLoop();
  }
  return holding;
}

/**
 * To be called after an erasure: puts it into the list outside the data folder, so that a backup from before it is not restored
 * without it. That the list cannot be written undoes no erasure.
 * @returns the names of the copies that still hold what was erased
 */
export async function rememberErasure(erasure: KnownErasure, places: Places): Promise<string[]> {
  try {
    addToErasures(erasuresFileOf(places.dataFolder, places.backup.erasures), erasure);
  } catch (error) {
    log.error(`the erasure is done, but the list of erasures cannot be written: ${String(error)}`);
  }
  return copiesHolding(erasure, places);
}

interface Places {
  readonly dataFolder: string;
  readonly backup: { readonly folder?: string | undefined; readonly erasures?: string | undefined };
}
