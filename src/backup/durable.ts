/** Files that are there for good once they are said to be. */
import { closeSync, constants, copyFileSync, fsyncSync, linkSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

export function sync(path: string): void {
  const handle = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Puts a file that is whole in the place of whatever is there: whoever looks sees the one or the other. */
export function putInPlace(file: string, place: string): void {
  sync(file);
  renameSync(file, place);
  sync(dirname(place));
}

/** A second name for the file, or a copy where the file system knows no such thing. */
export function keepAs(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch {
    copyFileSync(file, name, constants.COPYFILE_EXCL);
  }
  sync(dirname(name));
}
