/** Backups that were made before an erasure: they have its keys no more once they are scrubbed, or restored. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { newSigningKey, signatureBy } from '../../events/log/ed25519.js';
import { checkpointBody } from '../../events/log/log-checkpoint.js';
import { emptyRoot } from '../../events/log/merkle.js';
import { writeNewest } from '../../src/log/newest-checkpoint.js';
import { erasuresIn } from '../../src/store/erasure/erasures-list.js';
import { makeBackup } from '../../src/backup/make-backup.js';
import { restore } from '../../src/backup/restore.js';
import { knownGone, scrubCopies } from '../../src/backup/scrub.js';
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

beforeEach(async () => {
  folder = newFolder();
  app = await startedApp(at('data'));
  await importLines(app.base, inLines([{ type: 'NegotiationOpened', data: opening }]));
  const { kind, ...said } = report('kept', {
    party: 'union',
    claim: 'talks',
    speaker: { name: NAME, capacity: 'insider' },
    source: { publisher: 'The Pier' },
    reportedAt: '2026-03-01',
  });
  await send(app.base, 'POST', '/negotiations/talks/reports', { kind, ...said });
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
