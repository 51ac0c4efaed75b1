/**
 * Generated bad requests against the built program, as a process: never a 5xx, never a hang, never a partial write.
 * Few in `npm test`, 50,000 in `npm run soak`. A request that fails is printed: it belongs in `found.json`.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import fc from 'fast-check';
import { ROLES } from '../../events/access.js';
import { program as main, Program } from '../app/program.js';
import { newFolder, remove, storyText } from '../app/started-app.js';
import { SEED } from '../seed.js';
import { fault, hangUp, recordedBy, send } from './judge.js';
import { requestsFrom, type BadRequest, type Description } from './requests.js';
import { storyLines } from './story-lines.js';

const SOAK = process.env['SOAK'] !== undefined;
const REQUESTS = SOAK ? 50_000 : 5_000;
const STORIES = SOAK ? 2_000 : 60;
const RAW = SOAK ? 2_000 : 60;
const AT_ONCE = 64;
const PAGE = 250;
const PATIENCE = SOAK ? 7_200_000 : 240_000;

const BOOTSTRAP = 'the-first-token-of-this-bad-input-test';
let [folder, base, token] = ['', '', ''];
let server: Program;

async function issued(): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${BOOTSTRAP}` };
  const body = JSON.stringify({ subject: 'fuzz', roles: ROLES });
  return ((await (await fetch(`${base}/v1/tokens`, { method: 'POST', headers, body })).json()) as { secret: string })
    .secret;
}

const importing = (body: string): BadRequest => ({
  method: 'POST',
  path: '/v1/import',
  headers: { 'content-type': 'application/x-ndjson' },
  body,
});

beforeAll(async () => {
  folder = newFolder();
  server = new Program(main, {
    PARLEY_DATA: folder,
    PARLEY_LOG_LEVEL: 'info',
    PARLEY_BOOTSTRAP_TOKEN: BOOTSTRAP,
    PARLEY_RATE_LIMIT: '0',
  });
  base = await server.ready();
  token = await issued();
  await send(base, token, importing(Buffer.from(storyText('qatar-mediation')).toString('latin1')));
  process.stderr.write(`bad input: ${REQUESTS} requests, ${STORIES} stories, ${RAW} of raw bytes; SEED=${SEED}\n`);
}, 240_000);
afterAll(async () => {
  hangUp();
  server.signal('SIGTERM');
  await server.ended();
  remove(folder);
});

async function head(): Promise<number> {
  const ready = (await (await fetch(`${base}/readyz`)).json()) as { projections: { head: string }[] };
  return Number(ready.projections[0]?.head);
}

/** How often each status was answered: were all of them the same, nothing would have got far. */
const statuses = new Map<number, number>();

interface Failing {
  readonly why: string;
  readonly request: BadRequest;
}

/** Sends them, some at a time; what went wrong, and how many events the answers say were recorded. */
async function sendAll(requests: readonly BadRequest[]): Promise<{ failing: Failing[]; recorded: number }> {
  const [waiting, failing] = [[...requests], [] as Failing[]];
  let recorded = 0;
  const client = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const answer = await send(base, token, next).catch((error: unknown) => ({
        status: 599,
        type: '',
        text: String(error),
      }));
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const why = fault(answer);
      if (why !== undefined) failing.push({ why, request: next });
      else recorded += recordedBy(next.method, answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return { failing, recorded };
}

const told = (failing: readonly Failing[]): string[] =>
  failing.slice(0, 5).map(({ why, request }) => `${why} <- ${JSON.stringify(request).slice(0, 3000)}`);

/** All of them in pages: after each, the log holds what was acknowledged, and nothing else. */
async function expectHarmless(requests: fc.Arbitrary<BadRequest>, count: number): Promise<void> {
  for (let done = 0; done < count; done += PAGE) {
    const page = fc.sample(requests, { numRuns: Math.min(PAGE, count - done), seed: SEED + done });
    const before = await head();
    const { failing, recorded } = await sendAll(page);
    expect(told(failing)).toEqual([]);
    expect([done, await head()]).toEqual([done, before + recorded]);
  }
}

test(
  `${REQUESTS} generated requests to every call are answered, and nothing is half written`,
  async () => {
    const description = (await (await fetch(`${base}/openapi.json`)).json()) as Description;
    const { calls, requests } = requestsFrom(description);
    expect(calls).toBeGreaterThan(40);
    await expectHarmless(requests, REQUESTS);
    process.stderr.write(`bad input: answered ${JSON.stringify(Object.fromEntries(statuses))}\n`);
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 404, 415, 422]));
  },
  PATIENCE,
);

test(
  `${STORIES} spoilt stories are imported but for the lines that are named`,
  async () => {
    const stories = fc.array(storyLines, { minLength: 1, maxLength: 25 }).map((lines) => importing(lines.join('\n')));
    await expectHarmless(stories, STORIES);
    for (const story of fc.sample(stories, { numRuns: Math.min(20, STORIES), seed: SEED })) {
      const { status, text } = await send(base, token, story);
      const answer = JSON.parse(text) as { recorded: number; duplicates: number; refused: { line: number }[] };
      const lines = (story.body ?? '').split('\n').flatMap((line, i) => (isBlank(line) ? [] : [i + 1]));
      expect([status, answer.recorded + answer.duplicates + answer.refused.length]).toEqual([200, lines.length]);
      expect(lines).toEqual(expect.arrayContaining(answer.refused.map(({ line }) => line)));
    }
  },
  PATIENCE,
);

/** As the server reads it: blanks of any script are blanks. */
const isBlank = (line: string): boolean => Buffer.from(line, 'latin1').toString().trim() === '';

/** What the server says to bytes on a bare connection, until it hangs up. */
const answerTo = (bytes: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.on('close', () => resolve(heard));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(heard) : reject(error),
    );
  });

test(
  `${RAW} connections of raw bytes are answered or hung up on`,
  async () => {
    const pieces = fc.oneof(
      fc.constantFrom(
        'GET / HTTP/1.1\r\n',
        'Host: x\r\n',
        '\r\n',
        'POST /v1/import HTTP/1.1\r\n',
        'Content-Length: 5\r\n',
      ),
      fc.constantFrom(
        'Content-Length: -1\r\n',
        'Transfer-Encoding: chunked\r\n',
        'zz\r\n',
        '0\r\n\r\n',
        'HTTP/0.9',
        '\u0000',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    const bytes = fc.array(pieces, { maxLength: 8 }).map((all) => Buffer.from(all.join(''), 'latin1'));
    const before = await head();
    for (const sent of fc.sample(bytes, { numRuns: RAW, seed: SEED })) {
      const answered = [...(await answerTo(sent)).matchAll(/^HTTP\/1\.1 (\d)/gm)].map(([, status]) => status);
      expect([JSON.stringify(sent.toString('latin1')), answered.filter((s) => s === '5')]).toEqual([
        expect.any(String),
        [],
      ]);
    }
    expect(await head()).toBe(before);
  },
  PATIENCE,
);

/** Requests that once failed. */
const found = JSON.parse(readFileSync(new URL('found.json', import.meta.url), 'utf8')) as {
  readonly was: string;
  readonly request: BadRequest;
}[];

test.each(found.map(({ was, request }) => [was, request] as const))('no more: %s', async (_, request) => {
  expect(told((await sendAll([request])).failing)).toEqual([]);
});
