/**
 * Puts a log that was written anew in the place of the old one, with what is beside it. A note of it lies in the folder until all is
 * done, so that whoever opens the folder next finishes what a kill or a power cut has broken off.
 */
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { moveOn } from '../../alerts/kept/move-on.js';
import { writeFileAtomically } from '../../platform/atomic-write.js';
import { replaceFile, syncToDisk } from '../../platform/durable.js';
import { dataFile } from '../../store/data-file.js';
import { openFile } from '../../store/files.js';
import { setAside } from '../restore.js';

const note = z.strictObject({
  /** The id of the first event of the new log. */
  first: z.string(),
  /** The name under which the old log is kept. */
  kept: z.string(),
  /** By how many its positions are higher. */
  by: z.int(),
  /** By it alerts know whether they were moved on already. */
  once: z.int().min(1),
});
export type ExchangeNote = z.infer<typeof note>;

const noteFile = (folder: string): string => join(folder, 'parley.exchange');

/** Without an entry of the folder on the disk there was no exchange. */
export async function noteExchange(folder: string, noted: ExchangeNote): Promise<void> {
  await writeFileAtomically(noteFile(folder), JSON.stringify(noted));
  syncToDisk(folder);
}

function readNote(file: string): ExchangeNote | undefined {
  try {
    return note.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    new Logger('Log').warn(`${file} cannot be read, and is removed: alerts may tell the last event once more`);
    return undefined;
  }
}

async function firstEventOf(file: string): Promise<string | undefined> {
  const store = openFile(file, true);
  try {
    return (await store.readAll(0n, 1))[0]?.id;
  } finally {
    await store.close();
  }
}

/** What is damaged cannot be moved on, and is told where alerts begin. */
function moveAlertsOn(folder: string, { by, once }: ExchangeNote): void {
  try {
    moveOn(folder, by, once);
  } catch (error) {
    if (!(error instanceof Database.SqliteError && /^SQLITE_(?:NOTADB|CORRUPT)/.test(error.code))) throw error;
  }
}

function forget(folder: string): void {
  rmSync(noteFile(folder), { recursive: true, force: true });
  syncToDisk(folder);
}

/** They are of the old log, and hold texts of it; all that is in them is made anew. */
function removeDerived(folder: string): void {
  for (const name of ['parley.snapshot', 'parley.search'])
    for (const ending of ['', '-wal', '-shm'])
      rmSync(join(folder, `${name}${ending}`), { recursive: true, force: true });
}

/**
 * Rejects with an error of the file system.
 * @param copy the new log, verified
 * @returns the name of the old log; undefined where others use it
 */
export async function exchange(folder: string, copy: string, at: Date): Promise<string | undefined> {
  const file = dataFile(folder);
  const kept = `${file}.before-rewrite-${at.toISOString().replaceAll(/[-:.]/g, '')}`;
  const noted = { first: (await firstEventOf(copy)) ?? '', kept, by: 1, once: randomInt(1, 2 ** 31) };
  await noteExchange(folder, noted);
  const put = (): void => {
    removeDerived(folder);
    replaceFile(copy, file);
  };
  if (setAside(file, kept, put) === 'in-use') {
    forget(folder);
    return undefined;
  }
  moveAlertsOn(folder, noted);
  forget(folder);
  return kept;
}

/** The old log under its other name, where it is the log still: the next exchange makes one of its own. */
function removeSecondName(file: string, kept: string): void {
  const [log, link] = [file, kept].map((name) => statSync(name, { throwIfNoEntry: false }));
  if (log && link && log.ino === link.ino && log.dev === link.dev)
    for (const ending of ['', '-wal', '-shm']) rmSync(`${kept}${ending}`, { force: true });
}

/**
 * Finishes an exchange that was broken off. To be called before anything in the folder is used.
 * Rejects with a `StoreFailure` where the log cannot be read.
 */
export async function finishExchange(folder: string): Promise<void> {
  if (!existsSync(noteFile(folder))) return;
  const noted = readNote(noteFile(folder));
  const file = dataFile(folder);
  if (noted && existsSync(file)) {
    if ((await firstEventOf(file)) === noted.first) moveAlertsOn(folder, noted);
    else removeSecondName(file, noted.kept);
  }
  forget(folder);
}
