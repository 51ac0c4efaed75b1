/** Texts that were erased are nowhere any more, the chain holds, and nothing that the rules read has changed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makeBackup } from '../../src/backup/make-backup.js';
import { openFile } from '../../src/store/files.js';
import { Inside } from '../cli/command-line.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { addressOf } from '../store/on-server.js';
import { importLines, newFolder, remove, send, startedApp, storyText, type StartedApp } from '../app/started-app.js';

const TALKS = '/negotiations/qatar-mediation';
const NAME = 'Abdulhalim Nobodyknows';
const ADDRESS = 'https://paper.example/abdulhalim';
const REPORT = {
  kind: 'assessment',
  party: 'hamas',
  speaker: { name: NAME, capacity: 'insider' },
  summary: `${NAME} says that all is well.`,
  quote: `“All is well”, said ${NAME}.`,
  attribution: 'on-background',
  outlook: 'progress',
  source: { publisher: 'Paper', title: `What ${NAME} says`, url: ADDRESS },
  reportedAt: '2023-11-20',
};

let folder: string;
let app: StartedApp;
/** The server that holds the log, where it is not in the folder. */
let node: EventStoreDbNode | undefined;

async function start(): Promise<void> {
  app = await startedApp(join(folder, 'data'), 0, {}, node && addressOf(node.address));
}
async function begin(): Promise<void> {
  folder = newFolder();
  await start();
  await importLines(app.base, storyText('qatar-mediation'));
}
async function end(): Promise<void> {
  await app.halt();
  remove(folder);
}

const read = async (path: string): Promise<string> => (await fetch(`${app.base}/v1${path}`)).text();
const parsed = async <T>(path: string): Promise<T> => JSON.parse(await read(path)) as T;
const post = async (path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await send(app.base, 'POST', path, body);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
async function record(more: object = {}): Promise<string> {
  const { status, body } = await post(`${TALKS}/reports`, { ...REPORT, ...more });
  expect(status).toBe(201);
  return body['reportId'] as string;
}
const erase = (entry: string, body: object = { reason: 'source-protection' }) =>
  post(`${TALKS}/entries/${entry}/erasure`, body);

/** Every file of the folder that holds the text. */
const holding = (text: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);

/** How many files hold these bytes. */
const bytesIn = (bytes: Buffer): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(bytes),
  ).length;

/** The keys of the texts that were recorded last. */
function keysOfLast(): Buffer[] {
  const db = new Database(join(folder, 'data/parley.sqlite'), { readonly: true });
  const of = db.prepare<[], Buffer>('SELECT keys FROM erasable_keys ORDER BY position DESC LIMIT 1').pluck().get();
  db.close();
  return Array.from({ length: (of?.length ?? 0) / 32 }, (_, i) =>
    Buffer.from(of?.subarray(i * 32, (i + 1) * 32) ?? []),
  );
}

/** All that is derived, but for texts: of each report what the rules read. */
async function derived() {
  const status = await parsed<Record<string, unknown>>(`${TALKS}/status?reportedBy=2023-12-01`);
  const contradictions = await parsed<Record<string, unknown>>(`${TALKS}/contradictions?reportedBy=2023-12-01`);
  // The record has grown by the erasure itself.
  return JSON.stringify([status, contradictions].map(({ revision: _r, position: _p, ...rest }) => rest));
}

describe.each(['a file', 'an EventStoreDB'])('With the log in %s', (where) => {
  beforeEach(async () => {
    if (where !== 'a file') node = await new EventStoreDbNode().start();
    await begin();
  });
  afterEach(async () => {
    await end();
    node?.stop();
    node = undefined;
  });

  test('Every answer says when and why, also of the past and after a new start, and the status is what it was', async () => {
    const id = await record();
    const before = await derived();
    const { revision } = await parsed<{ revision: number }>(`${TALKS}/status`);
    const pinned = `/negotiations/qatar-mediation/history?revision=${revision}`;
    const tag = (await fetch(`${app.base}/v1${pinned}`)).headers.get('etag');
    expect(await read(pinned)).toContain(NAME);
    await erase(id);
    expect((await fetch(`${app.base}/v1${pinned}`, { headers: { 'if-none-match': tag ?? '' } })).status).toBe(200);
    expect((await fetch(`${app.base}/v1${pinned}`)).headers.get('cache-control')).toContain('no-cache');
    const paths = [`${TALKS}/reports/${id}`, `${TALKS}/history`, pinned, `${TALKS}/export`, `${TALKS}/vocabulary`];
    const look = async () => {
      for (const path of [...paths, `${TALKS}/changes?from=2023-11-01`, `${TALKS}/export?format=csv`, '/log'])
        expect([path, (await read(path)).includes(NAME)]).toEqual([path, false]);
      const erased = /^\[erased on \d{4}-\d\d-\d\d, because a source is protected\]$/;
      const { report } = await parsed<{ report: { recorded: typeof REPORT } }>(`${TALKS}/reports/${id}`);
      expect(JSON.stringify(report)).not.toContain(ADDRESS);
      expect(JSON.stringify(report)).toContain('because a source is protected');
      const history = await parsed<{ entries: { id: string; summary: string }[] }>(`${TALKS}/history?limit=200`);
      expect(history.entries.find((entry) => entry.id === id)?.summary).toMatch(erased);
      expect(await derived()).toBe(before.replaceAll(NAME, '…'));
    };
    await look();
    await app.halt();
    await start();
    await look();
  });
});

describe('In a file', () => {
  beforeEach(begin);
  afterEach(end);

  test('One text alone is erased, and the rest of the entry stays', async () => {
    const id = await record();
    expect(await erase(id, { fields: ['/speaker/name'], reason: 'court-order' })).toMatchObject({ status: 201 });
    const report = await read(`${TALKS}/reports/${id}`);
    expect(report).toContain('because a court ordered it');
    expect(report).toContain('all is well');
    expect(await erase(id, { fields: ['/speaker/name'], reason: 'court-order' })).toMatchObject({ status: 422 });
    expect(await erase(id, { fields: ['/party'], reason: 'court-order' })).toMatchObject({ status: 422 });
    expect(await erase(id, { reason: 'because' })).toMatchObject({ status: 422 });
    expect(await erase('nothing', { reason: 'court-order' })).toMatchObject({ status: 422 });
  });

  test('The same posted again is a duplicate, and its text is not taken in; the erasure cannot be undone', async () => {
    const id = await record();
    const { body } = await erase(id);
    expect(await post(`${TALKS}/reports`, REPORT)).toMatchObject({
      status: 200,
      body: { duplicate: true, reportId: id },
    });
    expect(await read(`${TALKS}/reports/${id}`)).not.toContain(NAME);
    const erasure = String(body['changeId']);
    for (const [how, more] of [
      ['void', {}],
      ['amendment', { changes: { reason: 'court-order' } }],
    ] as const)
      expect(await post(`${TALKS}/entries/${erasure}/${how}`, { reason: 'No.', ...more })).toMatchObject({
        status: 422,
      });
    const line = JSON.stringify({
      type: 'EntryErased',
      data: { negotiation: 'qatar-mediation', entry: 'qm-01', reason: 'court-order' },
    });
    expect(await (await importLines(app.base, line)).json()).toMatchObject({ recorded: 0, refused: [{ line: 1 }] });
  });

  test('No file has held a text in the clear, and none has its key once it is erased', async () => {
    const id = await record();
    await read('/search?q=nobodyknows');
    const each = keysOfLast();
    expect(each).toHaveLength(5);
    expect(holding(NAME).filter((name) => name.startsWith('parley.sqlite'))).toEqual([]);
    const { status, body } = await erase(id);
    expect([status, body['erased']]).toEqual([
      201,
      ['/quote', '/source/title', '/source/url', '/speaker/name', '/summary'],
    ]);
    expect(await read('/search?q=nobodyknows')).not.toContain(id);
    for (const key of each) expect(holding(key.toString('latin1')).length + bytesIn(key)).toBe(0);
    expect(holding(NAME)).toEqual([]);
    expect(holding('nobodyknows')).toEqual([]);
    expect(await parsed('/audit/verify')).toMatchObject({ ok: true });
  });

  test('A backup made afterwards has no key, and a bundle verifies, and says what was erased', async () => {
    const [kept, id] = [await record({ reportId: 'kept', summary: 'This stays.' }), await record()];
    const destroyed = keysOfLast();
    await erase(id);
    const store = openFile(join(folder, 'data/parley.sqlite'));
    expect(await makeBackup(store, join(folder, 'backup.sqlite'), true)).toMatchObject({ outcome: 'made' });
    await store.close();
    const backup = readFileSync(join(folder, 'backup.sqlite'));
    expect(destroyed).toHaveLength(5);
    for (const key of destroyed) expect(backup.includes(key)).toBe(false);
    const bundle = Buffer.from(await (await fetch(`${app.base}/v1${TALKS}/proof`)).arrayBuffer());
    execFileSync('tar', ['-xzf', '-', '-C', folder], { input: bundle });
    const of = join(folder, 'qatar-mediation');
    expect(execFileSync(process.execPath, [join(of, 'verify.mjs')]).toString()).toMatch(/ok\n$/);
    const lines = readFileSync(join(of, 'events.ndjson'), 'utf8');
    expect(lines).toContain('This stays.');
    expect(lines).toContain(`"reportId":"${kept}"`);
    expect(lines.replaceAll(NAME, '')).toContain('because a source is protected');
  });

  test('A bundle in which a text was changed is found out by its script', async () => {
    await record({ reportId: 'kept', summary: 'This stays.' });
    const bundle = Buffer.from(await (await fetch(`${app.base}/v1${TALKS}/proof`)).arrayBuffer());
    execFileSync('tar', ['-xzf', '-', '-C', folder], { input: bundle });
    const of = join(folder, 'qatar-mediation');
    execFileSync('sed', ['-i', 's/This stays/That stays/', join(of, 'events.ndjson')]);
    const { status, stdout } = spawnSync(process.execPath, [join(of, 'verify.mjs')]);
    expect([status, stdout.toString()]).toEqual([
      1,
      expect.stringMatching(/changed: \/summary is not what was sealed/),
    ]);
  });

  test('What an amendment says anew of a correction is sealed, and can be erased, one step deeper', async () => {
    const id = await record({ speaker: { capacity: 'insider' }, summary: 'All is well.', quote: undefined });
    const correction = { reportedAt: '2023-11-21', changes: { summary: 'All is not well.' }, reason: 'It was wrong.' };
    const corrected = await post(`${TALKS}/reports/${id}/correction`, correction);
    const speaker = { capacity: 'insider', name: 'Zebulon Thorne' };
    const amendment = { changes: { changes: { summary: 'Zebulon Thorne denies it.', speaker } }, reason: 'Ours.' };
    const amended = await post(`${TALKS}/entries/${String(corrected.body['changeId'])}/amendment`, amendment);
    expect([corrected.status, amended.status]).toEqual([201, 201]);
    expect(holding('Zebulon').filter((name) => name.startsWith('parley.sqlite'))).toEqual([]);
    expect(await read(`${TALKS}/reports/${id}`)).toContain('Zebulon');
    const { body } = await erase(String(amended.body['changeId']));
    expect(body['erased']).toEqual(['/changes/changes/speaker/name', '/changes/changes/summary', '/reason']);
    expect(await read(`${TALKS}/reports/${id}`)).not.toContain('Zebulon');
    expect(await read('/audit/verify')).toContain('"ok":true');
  });
});

test('On an EventStoreDB no byte of a text is stored, and after a scavenge none of its key; until then it is told', async () => {
  node = await new EventStoreDbNode().start();
  await begin();
  const { log } = node;
  const id = await record();
  const last = (await read('/log')).trim().split('\n').at(-2) ?? '';
  const { keys } = JSON.parse(last) as { keys: string };
  const key = Buffer.from(keys, 'base64url').subarray(0, 32);
  expect([log.holding(NAME), log.holding(ADDRESS), log.holding(key).length]).toEqual([[], [], 1]);
  const told = await new Inside(app.base, true).run(`erase qatar-mediation ${id} --reason source-protection`);
  const waits = log.holding(key).map(({ stream }) => stream);
  expect(told.out).toContain(`until a scavenge was run on each node: ${waits.join(', ')}`);
  log.scavenge();
  expect([log.holding(key), holding(NAME), bytesIn(key)]).toEqual([[], [], 0]);
  const other = await record({ summary: 'Another.' });
  await app.halt();
  await start();
  expect((await erase(other)).body).toMatchObject({ unscavenged: [expect.stringMatching(/^keys-/)] });
  expect(await parsed('/audit/verify')).toMatchObject({ ok: true });
  await end();
  node.stop();
  node = undefined;
});
