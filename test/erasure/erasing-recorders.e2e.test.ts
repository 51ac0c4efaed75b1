/** The name of a recorder who was erased is nowhere any more; the id of the token stays, and every chain holds. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IssuedAnswer, RecorderErasedAnswer } from '../../answers/access/tokens.js';
import type { VerifyAnswer } from '../../answers/audit.js';
import { makeBackup } from '../../src/backup/make-backup.js';
import { restore } from '../../src/backup/restore.js';
import { knownGone } from '../../src/backup/known-gone.js';
import { scrubCopies } from '../../src/backup/scrub.js';
import { Config } from '../../src/platform/config.js';
import { openFile } from '../../src/store/files.js';
import { startApp } from '../app/start-app.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { addressOf } from '../store/on-server.js';
import { newFolder, ready, remove, storyText } from '../app/started-app.js';

const ADMIN = 'the-first-token-of-this-test-server';
const NAME = 'Abdulhalim Nobodyknows';
const TALKS = '/negotiations/qatar-mediation';
const ERASED = /\[erased on \d{4}-\d\d-\d\d, because a source is protected\] token [0-9a-f]{12}/;

let folder: string;
let app: Awaited<ReturnType<typeof startApp>>;
let base: string;
/** Of an editor who audits as well, and of an admin who audits. */
let secret: string;
let auditor: string;
/** The server that holds the log, where it is not in the folder. */
let node: EventStoreDbNode | undefined;

async function start(snapshots = 0): Promise<void> {
  const access = { bootstrapToken: ADMIN };
  app = await startApp(
    new Config(
      0,
      '127.0.0.1',
      join(folder, 'data'),
      'error',
      node && addressOf(node.address),
      access,
      undefined,
      snapshots,
    ),
  );
  base = await app.getUrl();
  await ready(base);
}
interface Init {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
const ask = (path: string, token = auditor, { headers = {}, ...init }: Init = {}): Promise<Response> =>
  fetch(`${base}/v1${path}`, { ...init, headers: { ...headers, authorization: `Bearer ${token}` } });
const read = async (path: string): Promise<string> => (await ask(path)).text();
async function post(path: string, body: object, token = ADMIN) {
  const headers = { 'content-type': 'application/json' };
  const answer = await ask(path, token, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}
const issued = async (subject: string, ...roles: string[]): Promise<IssuedAnswer> =>
  (await post('/tokens', { subject, roles })).body as IssuedAnswer;

/** The files that hold the text. */
const holding = (text: string | Buffer): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);

let tokens: string[];
async function begin(): Promise<void> {
  folder = newFolder();
  await start(5);
  const [first, second] = [await issued(NAME, 'editor'), await issued(NAME, 'editor')];
  tokens = [first.id, second.id];
  secret = first.secret;
  auditor = (await issued('Audit', 'auditor', 'reporter', 'admin')).secret;
  const headers = { 'content-type': 'application/x-ndjson' };
  await ask('/import', secret, { method: 'POST', headers, body: storyText('qatar-mediation') });
  const amendment = { changes: { note: 'n' }, reason: 'r' };
  await post(`${TALKS}/entries/qm-02/amendment`, amendment, second.secret);
  await post('/publications', { negotiation: 'qatar-mediation', moment: 'present' }, secret);
  await post(
    '/intake',
    { text: 'The talks go on.', source: { publisher: 'Paper' }, negotiation: 'qatar-mediation' },
    secret,
  );
  for (const token of tokens) await post(`/tokens/${token}/revocation`, { reason: 'Gone.' });
}
afterEach(async () => {
  await app.close();
  remove(folder);
  node?.stop();
  node = undefined;
});

const PLACES = [
  '/tokens',
  `${TALKS}/history`,
  `${TALKS}/reports/qm-02`,
  `${TALKS}/registry`,
  `${TALKS}/export`,
  `${TALKS}/export?format=csv`,
  `${TALKS}/export?format=cloudevents`,
  `${TALKS}/export?format=prov`,
  '/publications',
  '/intake',
  '/log',
];
const status = async (): Promise<unknown> => {
  const { position: _, ...rest } = (await (await ask(`${TALKS}/status?reportedBy=2024-01-01`)).json()) as Record<
    string,
    unknown
  >;
  return rest;
};
const erase = (token = tokens[0], more = '') =>
  post(`/tokens/${token}/erasure${more}`, { reason: 'source-protection' }, auditor);

test.each(['a file', 'an EventStoreDB'])(
  'It is in no answer, no export and not in %s; the token is told, the status stays, and every chain holds',
  async (where) => {
    if (where !== 'a file') node = await new EventStoreDbNode().start();
    await begin();
    expect(node?.log.holding(NAME) ?? []).toEqual([]);
    expect(holding(NAME).filter((name) => !name.startsWith('parley.snapshot'))).toEqual([]);
    const before = await status();
    expect(await read(`${TALKS}/history`)).toContain(NAME);
    expect((await erase(tokens[0], '?dryRun=true')).body).toMatchObject({ tokens, erasedAt: null, dryRun: true });
    const { status: code, body } = await erase();
    expect([code, body]).toEqual([200, expect.objectContaining({ token: tokens[0], tokens, backups: [] })]);
    const look = async () => {
      for (const path of PLACES) expect([path, (await read(path)).includes(NAME)]).toEqual([path, false]);
      for (const path of PLACES.slice(0, 7))
        expect([path, await read(path)]).toEqual([
          path,
          expect.stringMatching(path === '/tokens' ? /\[erased/ : ERASED),
        ]);
      expect(await read(`${TALKS}/history`)).toContain(`token ${tokens[0]}`);
      expect(await status()).toEqual(before);
      expect(JSON.parse(await read('/audit/verify')) as VerifyAnswer).toMatchObject({ ok: true });
    };
    await look();
    expect(holding(NAME)).toEqual([]);
    await app.close();
    expect(holding(NAME)).toEqual([]);
    await start();
    await look();
    expect((await erase()).body).toMatchObject({ duplicate: true });
  },
);

test('Only an admin erases one, of whom no token is active any more, and nobody who is none', async () => {
  await begin();
  const editor = await issued('Somebody', 'editor', 'eraser');
  expect((await post(`/tokens/${tokens[0]}/erasure`, { reason: 'court-order' }, editor.secret)).status).toBe(403);
  expect(await erase(editor.id)).toMatchObject({ status: 409, body: { code: 'not-erasable' } });
  const operators = (JSON.parse(await read('/tokens')) as { tokens: { id: string; subject: string }[] }).tokens;
  const bootstrap = operators.find(({ subject }) => subject === 'bootstrap');
  expect(await erase(bootstrap?.id)).toMatchObject({ status: 409 });
  expect(await erase('0123456789ab')).toMatchObject({ status: 404 });
});

test('Backups from before are named, and lose it by scrubbing and restoring; a bundle verifies, and no other name fits', async () => {
  await begin();
  const at = (name: string): string => join(folder, name);
  const store = openFile(at('data/parley.sqlite'));
  for (const name of ['data/one.sqlite', 'two.sqlite']) await makeBackup(store, at(name), true);
  const { recorder } = (await store.evidence.stream('negotiation-qatar-mediation', null, 1))[0] ?? {};
  const key = (await store.evidence.stream('negotiation-qatar-mediation', null, 1))[0]?.recorderKey ?? Buffer.from('?');
  await store.close();
  expect(recorder).not.toContain(NAME);
  expect(((await erase()).body as RecorderErasedAnswer).backups).toEqual(['one.sqlite']);
  expect(holding(Buffer.from(key)).toSorted()).toEqual(['one.sqlite', 'two.sqlite']);
  const known = knownGone(at('data'), at('data.erasures'));
  expect(scrubCopies([at('data/one.sqlite')], known, true)).toMatchObject([
    { entries: [`recorder ${tokens[0]}`], open: [] },
  ]);
  const restored = await restore(at('two.sqlite'), at('new'), { at: new Date(0), erasures: at('data.erasures') });
  expect(restored).toMatchObject({ restored: { erasedAgain: [`recorder ${tokens[0]}`] } });
  expect(holding(Buffer.from(key))).toEqual(['two.sqlite']);

  const report = {
    kind: 'assessment',
    party: 'hamas',
    speaker: { capacity: 'insider' },
    summary: 's',
    attribution: 'on-background',
    outlook: 'progress',
    source: { publisher: 'Paper' },
    reportedAt: '2023-11-20',
  };
  expect((await post(`${TALKS}/reports`, report, auditor)).status).toBe(201);
  execFileSync('tar', ['-xzf', '-', '-C', folder], {
    input: Buffer.from(await (await ask(`${TALKS}/proof`)).arrayBuffer()),
  });
  const script = () => execFileSync(process.execPath, [at('qatar-mediation/verify.mjs')], { stdio: 'pipe' }).toString();
  expect(script()).toMatch(/ok\n$/);
  execFileSync('sed', ['-i', 's/"recorder":"Audit"/"recorder":"Other"/', at('qatar-mediation/events.ndjson')]);
  expect(script).toThrow(/Command failed/);
});
