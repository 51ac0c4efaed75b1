/** Paths that are given to a restore, and the files beside the log, in every wrong form: each is refused clearly, and nothing is lost. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { checkCopy } from '../../src/backup/checked-copy.js';
import { makeBackup } from '../../src/backup/make-backup.js';
import { restore } from '../../src/backup/restore.js';
import { addToErasures, erasuresIn } from '../../src/store/erasure/erasures-list.js';
import { openFile } from '../../src/store/files.js';
import { newFolder, remove } from '../app/started-app.js';
import { event } from '../store/given.js';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(async () => {
  folder = newFolder();
  mkdirSync(at('data'));
  const store = openFile(at('data/parley.sqlite'));
  for (let i = 0; i < 7; i += 1) await store.append('a', [event('a', String(i))], 'any');
  await makeBackup(store, at('backup.sqlite'), true);
  await store.append('a', [event('a', 'later')], 'any');
  await store.close();
});
afterEach(() => remove(folder));

const into = (backup: string, name = 'data') =>
  restore(at(backup), at(name), { at: new Date(0) }).catch((error: Error) => ({ outcome: error.message }));

test.each<[what: string, make: (place: string) => void, says: string]>([
  ['a folder', (place) => mkdirSync(place), 'is no file'],
  ['a pipe, which would wait for ever', (place) => execFileSync('mkfifo', [place]), 'is no file'],
  ['a link to a device without end', (place) => symlinkSync('/dev/zero', place), 'is no file'],
  ['a link that leads nowhere', (place) => symlinkSync(at('gone'), place), 'ENOENT'],
  [
    'a link to the log itself',
    (place) => symlinkSync(at('data/parley.sqlite'), place),
    'is the log of that folder itself',
  ],
  [
    'a way round to the log itself',
    (place) => symlinkSync('data/../data/parley.sqlite', place),
    'is the log of that folder',
  ],
])('%s is refused, and the log stays', async (_, make, says) => {
  make(at('given'));
  expect((await into('given')).outcome).toContain(says);
  expect(await checkCopy(at('data/parley.sqlite'))).toMatchObject({ events: 8, firstBad: null });
  expect(readdirSync(at('data'))).toEqual(['parley.sqlite']);
});

test('What a restore that was killed has left is not removed where it is given: it may be the last copy', async () => {
  const left = 'data/parley.sqlite.restoring';
  cpSync(at('backup.sqlite'), at(left));
  expect((await into(left)).outcome).toContain('give it another one first');
  expect(await checkCopy(at(left))).toMatchObject({ events: 7, firstBad: null });
});

test('A log that was copied by hand is restored with what stands in its WAL alone', async () => {
  const store = openFile(at('data/parley.sqlite'));
  await store.append('a', [event('a', 'in the WAL')], 'any');
  for (const ending of ['', '-wal']) cpSync(at(`data/parley.sqlite${ending}`), at(`copied.sqlite${ending}`));
  await store.close();
  expect(await into('copied.sqlite', 'other')).toMatchObject({ outcome: 'restored', restored: { events: 9 } });
  expect(readdirSync(at('other'))).toEqual(['parley.sqlite']);
  expect(await checkCopy(at('other/parley.sqlite'))).toMatchObject({ events: 9, firstBad: null });
  // What is in the folder of the copy stays as it was.
  expect(existsSync(at('copied.sqlite-wal'))).toBe(true);
});

test('A WAL of something else beside a backup is not applied unnoticed', async () => {
  writeFileSync(at('backup.sqlite-wal'), Buffer.alloc(5_000, 'not its log '));
  expect(await into('backup.sqlite', 'other')).toMatchObject({ outcome: 'restored', restored: { events: 7 } });
});

describe('The list of erasures', () => {
  const erased = (entry: string) =>
    ({ stream: 'negotiation-talks', entry, reason: 'court-order', at: '2026-12-01T00:00:00.000Z' }) as const;
  const listed = () => erasuresIn(at('list')).flatMap((one) => ('entry' in one ? [one.entry] : []));

  test('goes on behind a line that a crash has cut off', () => {
    addToErasures(at('list'), erased('one'));
    appendFileSync(at('list'), readFileSync(at('list'), 'utf8').slice(0, 40));
    expect(listed()).toEqual(['one']);
    addToErasures(at('list'), erased('two'));
    expect(listed()).toEqual(['one', 'two']);
  });

  test('counts a last line without an end, as an editor may leave it', () => {
    writeFileSync(at('list'), JSON.stringify(erased('one')));
    expect(listed()).toEqual(['one']);
    addToErasures(at('list'), erased('two'));
    expect(listed()).toEqual(['one', 'two']);
  });
});
