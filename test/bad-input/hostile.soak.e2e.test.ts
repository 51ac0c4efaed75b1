/**
 * Hostile inputs that are within the limits, of a reader and of a reporter, against the built program: how long another
 * caller waits at the longest meanwhile, and what memory is left in use. Few in `npm test`; `npm run soak -- hostile` sends
 * 1,000 into a story of 1,000 reports, and prints what it found. `HOSTILE=5000 REPORTS=10000` chooses.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { program as main, Program } from '../app/program.js';
import { newFolder, remove } from '../app/started-app.js';
import { inLines, opening, report, story } from '../app/talks.js';
import { SEED } from '../seed.js';
import { momentOf, reading, recording, REPORTS, type Input } from './hostile-inputs.js';

const SOAK = process.env['SOAK'] !== undefined;
const INPUTS = Number(process.env['HOSTILE'] ?? (SOAK ? 1_000 : 60));
const AT_ONCE = 6;
const BOOTSTRAP = 'the-first-token-of-this-hostile-test';
/** A stream that has no end, or an answer that nobody waits for, is left after so long, in milliseconds. */
const PATIENCE = SOAK ? 20_000 : 5_000;

let [folder, base] = ['', ''];
let server: Program;
const tokens = new Map<string, string>();

async function call({ role, method, path, body, leaves }: Input): Promise<number | 'left'> {
  const headers = { authorization: `Bearer ${tokens.get(role)}`, 'content-type': 'application/json' };
  try {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers,
      signal: AbortSignal.timeout(leaves ?? PATIENCE),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 'left';
  }
}

async function issue(subject: string, roles: readonly string[]): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${BOOTSTRAP}` };
  const answer = await fetch(`${base}/v1/tokens`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ subject, roles }),
  });
  tokens.set(subject, ((await answer.json()) as { secret: string }).secret);
}

/** How the server's main thread held its loop, by `held-loop.mjs`; measured where the machine tells it, and in the soak alone. */
const WATCH = new URL('held-loop.mjs', import.meta.url).href;
const heldIn = (): string => join(folder, 'held.json');

/** What it held since a time, once it has ended. @param since milliseconds since the epoch */
function heldSince(since: number): string {
  const all = JSON.parse(readFileSync(heldIn(), 'utf8')) as [at: number, ms: number][];
  const held = all.flatMap(([at, ms]) => (at > since ? [ms] : []));
  const longest = held.reduce((most, ms) => Math.max(most, ms), 0);
  const over = (ms: number): number => held.filter((one) => one > ms).length;
  return `its main thread held the loop ${over(50)} times for more than 50 ms of its own time, ${over(100)} times for more than 100, ${longest.toFixed(0)} ms at the longest`;
}

let measured: number | undefined;

const asOther = { headers: { authorization: '' } };

beforeAll(async () => {
  folder = newFolder();
  server = new Program(main, {
    PARLEY_DATA: folder,
    PARLEY_LOG_LEVEL: 'info',
    PARLEY_BOOTSTRAP_TOKEN: BOOTSTRAP,
    PARLEY_RATE_LIMIT: '0',
    // What is kept must fit: with more room, garbage would be left lying.
    NODE_OPTIONS: `--max-old-space-size=512${SOAK ? ` --import=${WATCH}` : ''}`,
    HELD_LOOP: heldIn(),
  });
  base = await server.ready();
  await issue('reader', ['reader']);
  await issue('reporter', ['reporter', 'reader']);
  await issue('other', ['reader']);
  asOther.headers.authorization = `Bearer ${tokens.get('other')}`;
  const told = Array.from({ length: REPORTS }, (_, i) => {
    const { kind: _kind, ...data } = report(`r${i}`, {
      party: i % 2 === 0 ? 'union' : 'port',
      claim: `claim-${i % 40}`,
      source: { publisher: i % 3 === 0 ? 'The Pier' : 'The Quay' },
      reportedAt: momentOf(i),
    });
    return { type: i % 3 === 1 ? 'DenialReported' : 'ConfirmationReported', data: { negotiation: 'talks', ...data } };
  });
  const lines = [{ type: 'NegotiationOpened', data: opening }, ...told, ...story(3, ['quiet'])];
  const headers = { 'content-type': 'application/x-ndjson', authorization: `Bearer ${BOOTSTRAP}` };
  const editor = { method: 'POST', headers, body: inLines(lines) };
  await issue('editor', ['editor', 'reader']);
  await fetch(`${base}/v1/import`, {
    ...editor,
    headers: { ...headers, authorization: `Bearer ${tokens.get('editor')}` },
  });
}, 120_000);
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended();
  if (SOAK && measured !== undefined && existsSync(heldIn())) process.stderr.write(`hostile: ${heldSince(measured)}\n`);
  remove(folder);
});

const megabytes = async (of = 'process_resident_memory_bytes'): Promise<number> => {
  const text = await (await fetch(`${base}/metrics`, asOther)).text();
  return Number(new RegExp(`^${of} (\\S+)`, 'm').exec(text)?.[1]) / 1e6;
};

test('Hostile inputs within the limits are answered, and others do not wait for them', async () => {
  const inputs = fc.sample(fc.oneof({ weight: 3, arbitrary: reading }, recording), { numRuns: INPUTS, seed: SEED });
  const before = await megabytes();
  measured = Date.now();
  const state = { done: false };
  const waits: number[] = [];
  const slowest: [number, string][] = [];
  const underWay = new Set<string>();
  const watching = (async () => {
    while (!state.done) {
      const begun = performance.now();
      const during = [...underWay];
      expect((await fetch(`${base}/v1/negotiations/quiet/status`, asOther)).status).toBe(200);
      const waited = performance.now() - begun;
      waits.push(waited);
      if (waited > 50) slowest.push([waited, [...new Set([...during, ...underWay])].join(' | ')]);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  const counts = new Map<number | 'left', number>();
  const broken: string[] = [];
  const left = [...inputs];
  const sender = async (): Promise<void> => {
    for (let input = left.pop(); input; input = left.pop()) {
      const name = `${input.method} ${input.path.slice(0, 120)}`;
      underWay.add(name);
      const status = await call(input);
      underWay.delete(name);
      counts.set(status, (counts.get(status) ?? 0) + 1);
      if (typeof status === 'number' && status >= 500 && status !== 501) broken.push(`${status} ${name}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  state.done = true;
  await watching;
  const sorted = waits.toSorted((a, b) => b - a);
  const [longest = 0] = sorted;
  const told = [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
  process.stderr.write(
    `hostile: ${INPUTS} inputs into ${REPORTS} reports (SEED=${SEED}): ${told}; another caller asked ${waits.length} times and ` +
      `waited ${longest.toFixed(0)} ms at the longest (${longest <= 100 ? 'met' : 'missed'}: 100 ms), ` +
      `${waits.filter((ms) => ms > 100).length} times more than 100 ms; memory ${before.toFixed(0)} MB before, ` +
      `${(await megabytes()).toFixed(0)} MB at the end, ${(await megabytes('nodejs_heap_size_used_bytes')).toFixed(0)} MB of objects\n` +
      (SOAK
        ? slowest
            .toSorted(([a], [b]) => b - a)
            .slice(0, 10)
            .map(([ms, what]) => `  ${ms.toFixed(0)} ms: ${what}\n`)
            .join('')
        : ''),
  );
  expect(broken).toEqual([]);
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(INPUTS);
  // Not a bar: where long work has no turns at all, everybody waits for seconds.
  expect(longest).toBeLessThan(SOAK ? 10_000 : 2_000);
  expect(await megabytes()).toBeLessThan(1_500);
}, 7_200_000);
