/** A backup behind the newest signed checkpoint is restored as a new log, which says itself from which it follows. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ConsistencyAnswer } from '../../answers/log/proofs.js';
import type { VerifyAnswer } from '../../answers/audit.js';
import { fromBase64, toBase64 } from '../../events/log/bytes.js';
import { isConsistent } from '../../events/log/consistency.js';
import { signingKeyText, type SigningKey } from '../../events/log/ed25519.js';
import type { NotedCheckpoint } from '../../events/log/log-checkpoint.js';
import { noteText } from '../../events/log/signed-note.js';
import { makeBackup } from '../../src/backup/make-backup.js';
import type { Restored } from '../../src/backup/restore.js';
import { run } from '../../src/cli/run.js';
import { beginningsOf } from '../../src/log/log-begun.js';
import { keyFileIn, readKeyFile } from '../../src/log/key-file.js';
import { nextOrigin } from '../../src/log/new-origin.js';
import { openFile } from '../../src/store/files.js';
import { newFolder, remove } from '../app/started-app.js';
import { newKey, ORIGIN, putKeys, StartedLog } from '../log/started-log.js';

const folder = newFolder();
const at = (name: string): string => join(folder, name);
const data = at('data');
const key = newKey();
let [kept, newest]: NotedCheckpoint[] = [];

/** `parley restore` of the backup, with what somebody types on a terminal where it is one. */
async function restored(words: readonly string[], typed?: string, env: Record<string, string> = {}) {
  const stdin = Object.assign(
    Readable.from([Buffer.from(`${typed ?? ''}\n`)]),
    typed === undefined ? {} : { isTTY: true },
  );
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [text(stdout), text(stderr)];
  const code = await run(['restore', at('backup.sqlite'), '--data', data, ...words], { stdin, stdout, stderr, env });
  stdout.end();
  stderr.end();
  return { code, out: await out, err: await err };
}

const keyIn = (file = keyFileIn(data)): SigningKey => readKeyFile(file)![0]!;

const beginnings = async () => {
  const store = openFile(join(data, 'parley.sqlite'));
  const found = await beginningsOf(store);
  await store.close();
  return found;
};

beforeAll(async () => {
  const log = await StartedLog.start({ folder: data });
  putKeys(data, key);
  await log.tell();
  kept = await log.checkpoint(key);
  const store = openFile(join(data, 'parley.sqlite'));
  await makeBackup(store, at('backup.sqlite'), true);
  await store.close();
  for (const id of ['one', 'two', 'three']) await log.open(id);
  newest = await log.checkpoint(key);
  await log.halt();
});
afterAll(() => remove(folder));

test('It is asked first, and nothing but yes is an answer; what is no terminal is not asked', async () => {
  const before = readFileSync(join(data, 'parley.sqlite'));
  const why = `${ORIGIN} was signed with ${newest!.size} events, of which the last 3 are lost`;
  const [unasked, refused] = [await restored([]), await restored([], 'no')];
  expect([unasked.code, unasked.err]).toEqual([1, expect.stringContaining(why)]);
  expect(unasked.err).toContain(`--yes`);
  expect([refused.code, refused.err]).toEqual([
    1,
    expect.stringContaining(`${why}: restored, it is a new log with the name ${ORIGIN}-2`),
  ]);
  const taken = await restored(['--yes', '--name', ORIGIN]);
  expect([taken.code, taken.err]).toEqual([1, expect.stringContaining(`${ORIGIN} is the name of a log before`)]);
  expect(readFileSync(join(data, 'parley.sqlite')).equals(before)).toBe(true);
  expect(keyIn()).toEqual(key);
});

test('Its first event holds the old checkpoint and how many events are lost; it is signed under a name of its own', async () => {
  const { code, out } = await restored([], 'yes');
  expect(code).toBe(0);
  const { begun, lost, signed } = JSON.parse(out) as Restored;
  expect([lost, signed]).toEqual([3, { origin: ORIGIN, events: newest!.size }]);
  expect(begun).toMatchObject({ name: `${ORIGIN}-2`, file: keyFileIn(data) });
  expect(keyIn(begun!.kept!)).toEqual(key);
  expect(await beginnings()).toMatchObject([
    {
      why: 'restored',
      position: BigInt(kept!.size + 1),
      before: {
        origin: ORIGIN,
        events: newest!.size,
        root: toBase64(newest!.root),
        checkpoint: noteText(newest!.note),
      },
      lost: 3,
    },
  ]);

  const log = await StartedLog.start({ folder: data });
  const now = await log.checkpoint(keyIn());
  expect([now.origin, now.size, begun!.verifierKey.split('+')[0]]).toEqual([begun!.name, kept!.size + 1, begun!.name]);
  expect(await log.json<VerifyAnswer>('/audit/verify')).toMatchObject({
    ok: true,
    begun: [{ why: 'restored', origin: ORIGIN, events: newest!.size, lost: 3 }],
  });
  // What somebody kept of the log before is in it, as far as the backup goes.
  const { proof } = await log.json<ConsistencyAnswer>(`/log/consistency?from=${kept!.size}&to=${now.size}`);
  expect(
    isConsistent(
      kept!,
      now,
      proof.map((hash) => fromBase64(hash)!),
    ),
  ).toBe(true);
  // The old key signs it no more, whoever puts it back.
  putKeys(data, key);
  expect(await log.json('/log/checkpoint')).toMatchObject({ code: 'log-forked' });
  await log.halt();
});

test('Restored again, it gets a third name; a key that is no file is left to its owner', async () => {
  const second = await StartedLog.start({
    folder: data,
    log: { isPublic: false, key: signingKeyText({ ...key, name: `${ORIGIN}-2` }) },
  });
  await second.open('since-then');
  await (await second.ask('/log/checkpoint')).text();
  await second.halt();
  const { code, out } = await restored(['--yes'], undefined, { PARLEY_LOG_KEY: 'a secret' });
  const { begun, lost } = JSON.parse(out) as Restored;
  expect([code, begun, lost]).toEqual([0, null, 2]);
  expect(await beginnings()).toMatchObject([{ before: { origin: `${ORIGIN}-2` }, lost: 2 }]);
  expect(existsSync(keyFileIn(data))).toBe(true);
});

test('A backup of as many events, but with another history, is asked for as well: what is in both is not lost', async () => {
  const other = at('other');
  const before = at('before.sqlite');
  const here = openFile(join(data, 'parley.sqlite'));
  await makeBackup(here, before, true);
  await here.close();
  const third = { ...key, name: `${ORIGIN}-3` };
  putKeys(data, third);
  const log = await StartedLog.start({ folder: data });
  for (const id of ['here-1', 'here-2']) await log.open(id);
  const { size } = await log.checkpoint(third);
  await log.halt();
  // A copy of the log that went its own way.
  mkdirSync(other);
  copyFileSync(before, join(other, 'parley.sqlite'));
  const apart = await StartedLog.start({ folder: other });
  for (const id of ['there-1', 'there-2', 'there-3']) await apart.open(id);
  await apart.halt();
  const store = openFile(join(other, 'parley.sqlite'));
  expect(await store.tree.size()).toBeGreaterThan(size);
  rmSync(at('backup.sqlite'));
  await makeBackup(store, at('backup.sqlite'), true);
  await store.close();
  const unasked = await restored([]);
  expect([unasked.code, unasked.err]).toEqual([
    1,
    expect.stringContaining(`${third.name} was signed with ${size} events, of which the last 2 are lost`),
  ]);
  const { begun, lost } = JSON.parse((await restored(['--yes'])).out) as Restored;
  expect([begun?.name, lost]).toEqual([`${ORIGIN}-4`, 2]);
});

test('The next name is the one before with the next number that nobody has', () => {
  expect(['log', 'a/log-2', 'log-x', 'log-09', '-'].map((name) => nextOrigin(name, ['log-2']))).toEqual([
    'log-3',
    'a/log-3',
    'log-x-2',
    'log-09-2',
    '--2',
  ]);
});
