/** File operations whose results survive a power failure. */
import { closeSync, constants, copyFileSync, fsyncSync, linkSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until a file, or the entries of a folder, are on the disk. */
export function syncToDisk(path: string): void {
  const handle = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Renames `file` to `place`, replacing what is there. Whoever opens `place` gets the old file or the new one, whole.
 */
export function replaceFile(file: string, place: string): void {
  syncToDisk(file);
  renameSync(file, place);
  syncToDisk(dirname(place));
}

/** A hard link to the file, or a copy where the file system has no hard links. */
export function linkOrCopy(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch {
    copyFileSync(file, name, constants.COPYFILE_EXCL);
  }
  syncToDisk(dirname(name));
}
