/**
 * Readers that come and go, and stay without reading: nothing of them is left in the server. Its memory is measured
 * over 100,000 requests and 1,000 streams by `npm run soak`; here only that every stream that was dropped is closed.
 */
import { once } from 'node:events';
import { Agent, get, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { program as main, Program } from '../app/program.js';
import { importLines, newFolder, remove, storyText } from '../app/started-app.js';

const SOAK = process.env['SOAK'] !== undefined;
const REQUESTS = SOAK ? 100_000 : 200;
const STREAMS = SOAK ? 1_000 : 30;
const WINDOWS = 10;
const OF = '/v1/negotiations/qatar-mediation';

let [folder, base] = ['', ''];
let server: Program;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
beforeAll(async () => {
  folder = newFolder();
  server = new Program(main, { PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'info' });
  base = await server.address();
  while (!(await fetch(`${base}/readyz`)).ok) await pause(20);
  await importLines(base, storyText('qatar-mediation'));
}, 240_000);
afterAll(async () => {
  agent.destroy();
  server.signal('SIGTERM');
  await server.ended();
  remove(folder);
});

async function figure(name: string): Promise<number> {
  const figures = await (await fetch(`${base}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(figures)?.[1]);
}

const asked = (path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    get(`${base}${path}`, { agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
  });

/** Begins to read a stream that has no end, and stops at once: as a browser does whose page is put away. */
async function slowReader(): Promise<ClientRequest> {
  const request = get(`${base}${OF}/stream`, { headers: { accept: 'text/event-stream' } });
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.on('error', () => undefined).pause();
  return request;
}

async function untilNoneOpen(): Promise<void> {
  while ((await figure('parley_streams_open')) > 0) await pause(20);
}

/** Some requests, many at a time, and the least memory that was in use meanwhile: what is not rubbish. */
async function window(requests: number, streams: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  const paths = ['status', 'positions', 'history', 'claims?reportedBy=2023-11-10', 'nowhere', 'status?revision=3'];
  for (let done = 0; done < requests; done += 200) {
    await Promise.all(Array.from({ length: 200 }, (_, i) => asked(`${OF}/${paths[i % paths.length]}`)));
    least = Math.min(least, await figure('nodejs_heap_size_used_bytes'));
  }
  for (let done = 0; done < streams; done += 10) {
    const readers = await Promise.all(Array.from({ length: 10 }, slowReader));
    for (const reader of readers) reader.destroy();
  }
  await untilNoneOpen();
  return Math.min(least, await figure('nodejs_heap_size_used_bytes'));
}

test(`${STREAMS} streams that nobody reads are open until they are dropped, and no longer`, async () => {
  const readers = await Promise.all(Array.from({ length: 30 }, slowReader));
  expect(await figure('parley_streams_open')).toBe(30);
  for (const reader of readers) reader.destroy();
  await untilNoneOpen();
  expect(await figure('parley_streams_open')).toBe(0);
});

test(
  `${REQUESTS} requests and ${STREAMS} streams leave the memory as it was`,
  async () => {
    // What is compiled and kept once has its place by then.
    if (SOAK) await window(REQUESTS / 5, STREAMS / 10);
    const used: number[] = [];
    for (let i = 0; i < (SOAK ? WINDOWS : 1); i += 1)
      used.push(await window(REQUESTS / (SOAK ? WINDOWS : 1), STREAMS / (SOAK ? WINDOWS : 1)));
    process.stderr.write(
      `memory, MB, least in each window: ${used.map((bytes) => (bytes / 1e6).toFixed(1)).join(' ')}\n`,
    );
    expect(used.length).toBe(SOAK ? WINDOWS : 1);
    // When rubbish is collected is up to the machine: of half of the windows the least is what is not rubbish.
    const half = Math.ceil(used.length / 2);
    expect(Math.min(...used.slice(-half)) / Math.min(...used.slice(0, half))).toBeLessThanOrEqual(1.1);
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
  },
  SOAK ? 7_200_000 : 240_000,
);
