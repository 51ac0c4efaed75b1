/** Files that are there for good once they are said to be. */
import { closeSync, constants, copyFileSync, fsyncSync, linkSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

export function syncToDisk(path: string): void {
  const handle = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Puts a file that is whole in the place of whatever is there: whoever looks sees the one or the other. */
export function replaceFile(file: string, place: string): void {
  syncToDisk(file);
  renameSync(file, place);
  syncToDisk(dirname(place));
}

/** A second name for the file, or a copy where the file system knows no such thing. */
export function linkOrCopy(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch {
    copyFileSync(file, name, constants.COPYFILE_EXCL);
  }
  syncToDisk(dirname(name));
}
