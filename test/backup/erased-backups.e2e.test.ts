/** Backups that were made before an erasure: they have its keys no more once they are scrubbed, or restored. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { toBase64 } from '../../events/log/bytes.js';
import { newSigningKey, signatureBy } from '../../events/log/ed25519.js';
import { checkpointBody } from '../../events/log/log-checkpoint.js';
import { emptyRoot } from '../../events/log/merkle.js';
import { logBegunEvent } from '../../src/log/log-begun.js';
import { writeNewest } from '../../src/log/newest-checkpoint.js';
import { erasuresIn } from '../../src/store/erasure/erasures-list.js';
import { makeBackup } from '../../src/backup/make-backup.js';
import { restore } from '../../src/backup/restore.js';
import { knownGone } from '../../src/backup/known-gone.js';
import { scrubCopies } from '../../src/backup/scrub.js';
import { openFile } from '../../src/store/files.js';
import { inLines, opening, report } from '../app/talks.js';
import { importLines, newFolder, remove, send, startedApp, type StartedApp } from '../app/started-app.js';

const NAME = 'Abdulhalim Nobodyknows';
let folder: string;
let app: StartedApp;
let key: Buffer;
const at = (name: string): string => join(folder, name);
const has = (file: string): boolean => readFileSync(file).includes(key);

/** The keys of the texts that were recorded last. */
function keysIn(file: string): Buffer {
  const db = new Database(file, { readonly: true });
  const keys = db.prepare<[], Buffer>('SELECT keys FROM erasable_keys ORDER BY position DESC LIMIT 1').pluck().get();
  db.close();
  return keys ?? Buffer.alloc(0);
}

/** Starts a Parley in the folder and has it record the report. */
async function recorded(name: string): Promise<StartedApp> {
  const started = await startedApp(at(name));
  await importLines(started.base, inLines([{ type: 'NegotiationOpened', data: opening }]));
  const { kind, ...said } = report('kept', {
    party: 'union',
    claim: 'talks',
    speaker: { name: NAME, capacity: 'insider' },
    source: { publisher: 'The Pier' },
    reportedAt: '2026-03-01',
  });
  await send(started.base, 'POST', '/negotiations/talks/reports', { kind, ...said });
  return started;
}

beforeEach(async () => {
  folder = newFolder();
  app = await recorded('data');
  const store = openFile(at('data/parley.sqlite'));
  for (const name of ['one.sqlite', 'two.sqlite']) await makeBackup(store, at(name), true);
  await store.close();
  const keys = keysIn(at('one.sqlite'));
  key = keys.subarray(0, 32);
  const body = { reason: 'source-protection' };
  await send(app.base, 'POST', '/negotiations/talks/entries/kept/erasure', body);
});
afterEach(async () => {
  await app.halt();
  remove(folder);
});

test('an erasure is listed outside the data folder, without any text', () => {
  expect(erasuresIn(at('data.erasures'))).toEqual([
    expect.objectContaining({ stream: 'negotiation-talks', entry: 'kept', reason: 'source-protection' }),
  ]);
  expect(readFileSync(at('data.erasures'), 'utf8')).not.toContain('Nobodyknows');
});

test('which backups have keys of erased texts is told, and they are destroyed there', () => {
  const known = knownGone(at('data'), at('nothing'));
  // Neither is a copy, and to open a pipe would wait for ever.
  execFileSync('mkfifo', [at('pipe.sqlite')]);
  symlinkSync(at('gone.sqlite'), at('link.sqlite'));
  const entries = ['negotiation-talks kept'];
  expect(scrubCopies([folder], known, false)).toMatchObject([{ entries }, { entries }]);
  expect(has(at('one.sqlite'))).toBe(true);
  expect(scrubCopies([at('one.sqlite')], known, true)).toMatchObject([{ entries, problem: null }]);
  expect(has(at('one.sqlite'))).toBe(false);
  expect(scrubCopies([folder], known, false)).toMatchObject([{ entries: [] }, { entries }]);
});

test('a backup of another Parley with the same report, without that erasure, keeps its keys', async () => {
  const other = await recorded('other');
  const store = openFile(at('other/parley.sqlite'));
  mkdirSync(at('backups'));
  await makeBackup(store, at('backups/theirs.sqlite'), true);
  await store.close();
  await other.halt();
  const theirs = readFileSync(at('backups/theirs.sqlite'));
  copyFileSync(at('one.sqlite'), at('backups/ours.sqlite'));
  const found = [
    { file: at('backups/ours.sqlite'), entries: ['negotiation-talks kept'], problem: null },
    { file: at('backups/theirs.sqlite'), entries: [], problem: expect.stringContaining('nothing was destroyed in it') },
  ];
  // By the log, by the list alone, and by the list of an earlier version where the log is there.
  const earlier = erasuresIn(at('data.erasures')).map((one) => `${JSON.stringify({ ...one, log: undefined })}\n`);
  writeFileSync(at('earlier'), earlier.join(''));
  for (const [data, list] of [
    ['data', 'nothing'],
    ['lost', 'data.erasures'],
    ['data', 'earlier'],
  ] as const)
    expect(scrubCopies([at('backups')], knownGone(at(data), at(list)), false)).toMatchObject(found);
  // Nothing says which log it is of that the list of an earlier version is about.
  expect(scrubCopies([at('one.sqlite')], knownGone(at('lost'), at('earlier')), true)).toMatchObject([
    { problem: expect.any(String) },
  ]);
  expect(has(at('one.sqlite'))).toBe(true);
  expect(scrubCopies([at('backups')], knownGone(at('data'), at('data.erasures')), true)).toMatchObject(found);
  expect(has(at('backups/ours.sqlite'))).toBe(false);
  expect(readFileSync(at('backups/theirs.sqlite')).equals(theirs)).toBe(true);
});

test('a log that was written anew still knows the backups from before', async () => {
  await app.halt();
  const db = new Database(at('data/parley.sqlite'));
  const secret = db.prepare<[], Buffer>("SELECT secret FROM secrets WHERE name = 'content-ids'").pluck().get();
  db.close();
  const anew = openFile(at('anew.sqlite'));
  await anew.keepSecret('content-ids', secret ?? Buffer.alloc(0));
  const before = { origin: null, events: 1, root: toBase64(emptyRoot()), checkpoint: null };
  const begun = logBegunEvent({ why: 'rewritten', at: '2026-12-01T00:00:00.000Z', before, lost: 0 });
  await anew.append('log', [begun], 'any');
  await anew.close();
  renameSync(at('anew.sqlite'), at('data/parley.sqlite'));
  expect(scrubCopies([at('one.sqlite')], knownGone(at('data'), at('data.erasures')), false)).toMatchObject([
    { entries: ['negotiation-talks kept'], problem: null },
  ]);
});

test('a restored backup has them no more, by the log that was there or by the list, and says what was signed since', async () => {
  await app.halt();
  const signing = newSigningKey('parley.example.org/log');
  const text = checkpointBody({ origin: signing.name, size: 3, root: emptyRoot() });
  await writeNewest(at('data/log.checkpoint'), { text, signatures: [signatureBy(signing, text)] });
  const signed = { origin: signing.name, events: 3 };
  const before = readFileSync(at('data/parley.sqlite'));
  const options = { at: new Date(0), erasures: at('nothing') };
  // A fork, which witnesses would refuse, is not begun unasked.
  expect(await restore(at('one.sqlite'), at('data'), options)).toEqual({
    outcome: 'behind-signed',
    signed,
    lost: 1,
    name: 'parley.example.org/log-2',
  });
  expect(readFileSync(at('data/parley.sqlite')).equals(before)).toBe(true);
  const over = await restore(at('one.sqlite'), at('data'), { ...options, mayLoseSigned: true });
  expect(over).toMatchObject({ restored: { erasedAgain: ['negotiation-talks kept'], signed } });
  expect(has(at('data/parley.sqlite'))).toBe(false);
  copyFileSync(at('data.erasures'), at('list'));
  const elsewhere = await restore(at('two.sqlite'), at('new'), { at: new Date(0), erasures: at('list') });
  expect(elsewhere).toMatchObject({ restored: { erasedAgain: ['negotiation-talks kept'], signed: null } });
  expect(has(at('new/parley.sqlite'))).toBe(false);
  app = await startedApp(at('new'));
  const told = await (await fetch(`${app.base}/v1/negotiations/talks/reports/kept`)).text();
  expect(told).toContain('because a source is protected');
  expect(told).not.toContain(NAME);
  expect(await (await fetch(`${app.base}/v1/audit/verify`)).json()).toMatchObject({ ok: true });
});
