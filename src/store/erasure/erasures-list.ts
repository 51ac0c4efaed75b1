/**
 * The list of erasures outside the data folder: a line of JSON each. A backup that is restored may be older than an erasure, and
 * the log that knew of it may be lost. It names entries and places, alerts that were ended and articles whose text was dropped,
 * and holds no text.
 */
import { appendFileSync, chmodSync, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { syncToDisk } from '../../platform/durable.js';
import { knownErasure, type KnownErasure } from './known-erasure.js';

const at = z.iso.datetime();
const endedAlert = z.strictObject({ alert: z.string().min(1), at });
const droppedArticle = z.strictObject({ article: z.string().min(1), at });
const listed = z.union([knownErasure, endedAlert, droppedArticle]);
type Listed = z.infer<typeof listed>;

/** What was ended or dropped beside the log, by its ids: no backup may bring it back. */
export interface Gone {
  readonly alerts: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
}

/** Where the list is: as configured, or beside the data folder. */
export const erasuresFileOf = (dataFolder: string, given: string | undefined): string =>
  given ?? `${resolve(dataFolder)}.erasures`;

/** Adds one, on the disk when it returns. @throws an error of the file system */
export function addToErasures(file: string, erasure: Listed): void {
  appendFileSync(file, `${JSON.stringify(erasure)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  syncToDisk(file);
}

function linesOf(file: string): Listed[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // A line that was cut off by a crash was not promised to anybody.
  return lines.slice(0, -1).map((line, i) => {
    try {
      return listed.parse(JSON.parse(line));
    } catch {
      throw new Error(`${file}, line ${i + 1} is no erasure: mend it, or what it says will not be erased again`);
    }
  });
}

/** The erasures in the list; none where there is none. @throws Error where a line is damaged */
export const erasuresIn = (file: string): KnownErasure[] =>
  linesOf(file).flatMap((line) => ('reason' in line ? [line] : []));

/** What else the list says is gone. @throws Error where a line is damaged */
export function goneIn(file: string): Gone {
  const lines = linesOf(file);
  return {
    alerts: new Set(lines.flatMap((line) => ('alert' in line ? [line.alert] : []))),
    articles: new Set(lines.flatMap((line) => ('article' in line ? [line.article] : []))),
  };
}
