/** Which backups still have keys of texts that were erased since, and destroying them there. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dataFile } from '../store/data-file.js';
import type { KnownErasure } from '../store/erasure/known-erasure.js';
import { erasuresRecordedInFile, scrubbed } from '../store/files.js';
import { StoreFailure } from '../store/store-failure.js';
import { erasuresIn } from './erasures-list.js';

/** What was found in a copy of the log. */
export interface ScrubbedCopy {
  readonly file: string;
  /** The entries of which it had keys of erased texts: their stream and their id. */
  readonly entries: readonly string[];
  /** Why it could not be looked at; null where it could. */
  readonly problem: string | null;
}

/** All erasures that are known: those in the log of the data folder, as far as it can be read, and those in the list. */
export function knownErasures(dataFolder: string, list: string): KnownErasure[] {
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

/** Files of SQLite in a folder, or the file itself. The log in use is none of them. */
const copiesIn = (place: string): string[] =>
  statSync(place).isDirectory()
    ? readdirSync(place)
        .filter((name) => name.includes('.sqlite') && !/-(?:wal|shm|journal)$/.test(name) && name !== 'parley.sqlite')
        .map((name) => join(place, name))
        .toSorted()
    : [place];

/**
 * Looks through copies of the log: backups, and what restoring and upgrading left in the data folder.
 * @param places files and folders
 * @param write destroys the keys; without it nothing is changed
 */
export function scrubCopies(
  places: readonly string[],
  erasures: readonly KnownErasure[],
  write: boolean,
): ScrubbedCopy[] {
  return places.flatMap(copiesIn).map((file) => {
    try {
      return { file, entries: scrubbed(file, erasures, write), problem: null };
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      return { file, entries: [], problem: error.message };
    }
  });
}
