/**
 * The list of erasures outside the data folder: a line of JSON each. A backup that is restored may be older than an erasure, and
 * the log that knew of it may be lost. It names entries and places, and holds no text.
 */
import { appendFileSync, chmodSync, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { knownErasure, type KnownErasure } from '../store/erasure/known-erasure.js';
import { syncToDisk } from './durable.js';

/** Where the list is: as configured, or beside the data folder. */
export const erasuresFileOf = (dataFolder: string, given: string | undefined): string =>
  given ?? `${resolve(dataFolder)}.erasures`;

/** Adds one, on the disk when it returns. @throws an error of the file system */
export function addToErasures(file: string, erasure: KnownErasure): void {
  appendFileSync(file, `${JSON.stringify(erasure)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  syncToDisk(file);
}

/** Those in the list; none where there is none. @throws Error where a line is damaged */
export function erasuresIn(file: string): KnownErasure[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // A line that was cut off by a crash was not promised to anybody.
  return lines.slice(0, -1).map((line, i) => {
    try {
      return knownErasure.parse(JSON.parse(line));
    } catch {
      throw new Error(`${file}, line ${i + 1} is no erasure: mend it, or what it says will not be erased again`);
    }
  });
}
