/** What is known to be gone from a Parley, and whether a copy of a log is one of its own. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dataFile } from '../store/data-file.js';
import type { KnownErasure } from '../store/erasure/known-erasure.js';
import { erasuresIn, goneIn } from '../store/erasure/erasures-list.js';
import { erasuresRecordedInFile, marksOfLog } from '../store/files.js';
import { StoreFailure } from '../store/store-failure.js';
import type { KnownGone } from './beside/scrub-beside.js';

/** What is gone, and by what a copy of the log is known as one of this Parley. */
export interface GoneFrom extends KnownGone {
  /** The marks of its logs: `marksOfLog`. None where there is no log, or it cannot be read. */
  readonly logs: ReadonlySet<string>;
}

/** Who opens a pipe waits for whoever writes into it; a link may lead nowhere. */
const isRegularFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

/** Files of SQLite in a folder, or the file itself. The log in use is none of them. */
export const copiesIn = (place: string): string[] =>
  statSync(place).isDirectory()
    ? readdirSync(place)
        .filter((name) => name.includes('.sqlite') && !/-(?:wal|shm|journal)$/.test(name) && name !== 'parley.sqlite')
        .map((name) => join(place, name))
        .filter(isRegularFile)
        .toSorted()
    : [place];

/** What is read of a log where it can be read. */
function ifReadable<T>(file: string, read: (file: string) => readonly T[]): readonly T[] {
  if (!existsSync(file)) return [];
  try {
    return read(file);
  } catch (error) {
    if (error instanceof StoreFailure) return [];
    throw error;
  }
}

const haveCommon = (some: readonly string[], others: ReadonlySet<string>): boolean =>
  some.some((one) => others.has(one));

/** The marks of the log of a folder, and of those that it followed upon and are beside it still. */
export function marksOfParley(folder: string): ReadonlySet<string> {
  const marks = new Set(ifReadable(dataFile(folder), marksOfLog));
  if (marks.size === 0) return marks;
  let earlier = copiesIn(folder).map((file) => ifReadable(file, marksOfLog));
  for (let found = true; found;) {
    const [own, rest] = [earlier.filter((of) => haveCommon(of, marks)), earlier.filter((of) => !haveCommon(of, marks))];
    for (const mark of own.flat()) marks.add(mark);
    [earlier, found] = [rest, own.length > 0];
  }
  return marks;
}

/** All that is known: by the log of the data folder, as far as it can be read, and by the list. */
export function knownGone(dataFolder: string, list: string): GoneFrom {
  const recorded: readonly KnownErasure[] = ifReadable(dataFile(dataFolder), erasuresRecordedInFile);
  return { ...goneIn(list), erasures: [...erasuresIn(list), ...recorded], logs: marksOfParley(dataFolder) };
}

/**
 * What of it is gone from a copy of the log: what was erased in a log of which this is no copy is not.
 * @returns undefined where nothing shows that it is a copy of a log of this Parley, although it holds events
 */
export function goneFrom(file: string, { logs, ...gone }: GoneFrom): KnownGone | undefined {
  const marks = marksOfLog(file);
  if (marks.length === 0) return gone;
  const isOwn = haveCommon(marks, logs);
  const own = new Set([...marks, ...(isOwn ? logs : [])]);
  const erasures = gone.erasures.filter(({ log }) => (log ? haveCommon(log, own) : isOwn));
  return isOwn || erasures.length > 0 ? { ...gone, erasures } : undefined;
}
