/** Which backups still have keys of texts that were erased since, and destroying them there. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import type { KnownErasure } from '../store/erasure/known-erasure.js';
import { scrubbed } from '../store/files.js';
import { StoreFailure } from '../store/store-failure.js';
import { scrubBeside } from './beside/scrub-beside.js';
import { addToErasures, erasuresFileOf } from '../store/erasure/erasures-list.js';
import { copiesIn, goneFrom, marksOfParley, type GoneFrom } from './known-gone.js';

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
  /** Why it could not be looked at, or was left as it is; null where it could. */
  readonly problem: string | null;
}

const untouched = { entries: [], open: [], beside: [] } as const;

const NOT_OURS =
  'nothing shows that it is a copy of the log of this Parley: nothing was destroyed in it. Give the --data of the Parley that it is of';

/**
 * Looks through copies of the log: backups, and what restoring and upgrading left in the data folder.
 * A copy of which nothing shows that it is of this Parley is left as it is: another one may have a report of the same name.
 * @param places files and folders
 * @param write destroys the keys; without it nothing is changed
 */
export const scrubCopies = (places: readonly string[], gone: GoneFrom, write: boolean): ScrubbedCopy[] =>
  places.flatMap(copiesIn).map((file) => scrubbedCopy(file, gone, write) ?? { file, ...untouched, problem: NOT_OURS });

/** @returns undefined where it is no copy of a log of this Parley */
function scrubbedCopy(file: string, known: GoneFrom, write: boolean): ScrubbedCopy | undefined {
  try {
    // Looked at first, so that a copy of an earlier format is told as that.
    scrubbed(file, [], false);
    const gone = goneFrom(file, known);
    if (!gone) return undefined;
    const { keys: entries, open } = scrubbed(file, gone.erasures, write);
    return { file, entries, open, beside: scrubBeside(file, gone, write), problem: null };
  } catch (error) {
    if (!(error instanceof StoreFailure || error instanceof Database.SqliteError)) throw error;
    return { file, ...untouched, problem: error.message };
  }
}

/** Whether it still holds something that was erased, as far as can be seen. */
export const holdsErased = ({ entries, open, beside }: ScrubbedCopy): boolean =>
  entries.length + open.length + beside.length > 0;

/** Where copies of the log are that nobody named: the folder of scheduled backups, and beside the log. */
export const usualPlaces = (dataFolder: string, backups: string | undefined): string[] =>
  [...(backups === undefined ? [] : [backups]), dataFolder].filter((place) => existsSync(place));

const goneBy = (erasure: KnownErasure, logs: ReadonlySet<string>): GoneFrom => ({
  logs,
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
  const gone = goneBy(erasure, marksOfParley(dataFolder));
  for (const file of usualPlaces(dataFolder, folder).flatMap(copiesIn)) {
    const copy = scrubbedCopy(file, gone, false);
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
    const marks = [...marksOfParley(places.dataFolder)];
    const listed = { ...erasure, ...(marks.length > 0 ? { log: marks } : {}) };
    addToErasures(erasuresFileOf(places.dataFolder, places.backup.erasures), listed);
  } catch (error) {
    log.error(`the erasure is done, but the list of erasures cannot be written: ${String(error)}`);
  }
  return copiesHolding(erasure, places);
}

interface Places {
  readonly dataFolder: string;
  readonly backup: { readonly folder?: string | undefined; readonly erasures?: string | undefined };
}
