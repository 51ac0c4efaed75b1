/**
 * The list of erasures outside the data folder: a line of JSON each. A backup that is restored may be older than an erasure, and
 * the log that knew of it may be lost. It names entries and places, alerts that were ended and articles whose text was dropped,
 * and holds no text.
 */
import { appendFileSync, chmodSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { syncToDisk } from '../../platform/durable.js';
import { knownErasure, type KnownErasure } from './known-erasure.js';

const at = z.iso.datetime();
const endedAlert = z.strictObject({ alert: z.string().min(1), at });
const droppedArticle = z.strictObject({ article: z.string().min(1), at });
const listed = z.union([knownErasure, endedAlert, droppedArticle]);
type Listed = z.infer<typeof listed>;

/** Whether a line says what it is to say, though its end may be missing. */
function isWhole(line: string): boolean {
  try {
    return listed.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

/** What was ended or dropped beside the log, by its ids: no backup may bring it back. */
export interface Gone {
  readonly alerts: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
}

/** Where the list is: as configured, or beside the data folder. */
export const erasuresFileOf = (dataFolder: string, given: string | undefined): string =>
  given ?? `${resolve(dataFolder)}.erasures`;

/**
 * Ends the last line of the list, so that what is added does not become part of it: one that was edited by hand may lack its
 * end. What a crash has cut off is removed: it was not promised to anybody, and would be taken for damage.
 */
function endLastLine(file: string): void {
  if (!existsSync(file)) return;
  const text = readFileSync(file, 'utf8');
  const last = text.slice(text.lastIndexOf('\n') + 1);
  if (last === '') return;
  if (isWhole(last)) appendFileSync(file, '\n');
  else truncateSync(file, Buffer.byteLength(text.slice(0, text.length - last.length)));
}

/** Adds one, on the disk when it returns. @throws an error of the file system */
export function addToErasures(file: string, erasure: Listed): void {
  endLastLine(file);
  appendFileSync(file, `${JSON.stringify(erasure)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  syncToDisk(file);
}

function linesOf(file: string): Listed[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const last = lines.pop() ?? '';
  // A line that was cut off by a crash was not promised to anybody.
  return [...lines, ...(isWhole(last) ? [last] : [])].map((line, i) => {
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
