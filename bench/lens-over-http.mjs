/**
 * A status under a random `reportedBy` as a client waits for it: `npm run build && node bench/lens-over-http.mjs`.
 * A server of its own is started on an empty folder for each size. Sizes: `SIZES=1000,10000`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { latestInstant } from '../dist/events/dates.js';
import { longStory, random } from './long-story.mjs';

const SIZES = (process.env.SIZES ?? '1000,10000,100000').split(',').map(Number);
const RUNS = 30;
// The story is told again for a century; a server takes no report from the future.
const [FROM, UNTIL] = [Date.UTC(2020, 0, 1), Date.UTC(2026, 0, 1)];
const MAIN = fileURLToPath(new URL('../dist/src/main.js', import.meta.url));

function squeezed({ lines, begin, end }) {
  const at = (instant) => FROM + ((Math.min(Math.max(instant, begin), end) - begin) / (end - begin)) * (UNTIL - FROM);
  const dated = ({ changes, ...data }) => {
    const anew = { ...data, ...(changes ? { changes: dated(changes) } : {}) };
    for (const field of ['reportedAt', 'occurredAt', 'until', 'deadline', 'since'])
      if (typeof data[field] === 'string') anew[field] = new Date(at(latestInstant(data[field]))).toISOString();
    if (anew.reportedAt && anew.occurredAt > anew.reportedAt) anew.occurredAt = anew.reportedAt;
    return anew;
  };
  return lines.map(({ type, data }) => JSON.stringify({ type, data: dated(data) })).join('\n');
}

async function started(folder) {
  const server = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const base = await new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error('the server did not start')));
    server.stdout.on('data', (chunk) => {
      const [address] = /http:\/\/[\d.]+:\d+/.exec(String(chunk)) ?? [];
      if (address) resolve(address);
    });
  });
  return { server, base };
}

async function timed(url, init) {
  const begin = performance.now();
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 300)}`);
  return { text, ms: performance.now() - begin };
}

async function measure(reports) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const { server, base } = await started(folder);
  try {
    const story = longStory(reports, 'days');
    const headers = { 'content-type': 'application/x-ndjson' };
    const imported = await timed(`${base}/v1/import`, { method: 'POST', headers, body: squeezed(story) });
    const status = `${base}/v1/negotiations/${story.lines[0].data.negotiation}/status`;
    const chance = random(reports);
    const moment = () => new Date(FROM + (0.1 + 0.9 * chance()) * (UNTIL - FROM)).toISOString();
    const times = [];
    for (let i = 0; i <= RUNS; i += 1) times.push((await timed(`${status}?reportedBy=${moment()}`)).ms);
    const [first, ...rest] = times;
    const { recorded } = JSON.parse(imported.text);
    return { recorded, imported: imported.ms, first, median: rest.toSorted((a, b) => a - b)[RUNS / 2] };
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    rmSync(folder, { recursive: true });
  }
}

const columns = ['reports', 'recorded', 'import', 'first status', 'median status'];
console.log(columns.map((name) => name.padStart(14)).join(''));
for (const reports of SIZES) {
  const { recorded, imported, first, median } = await measure(reports);
  const ms = [imported, first, median].map((time) => `${time.toFixed(1)} ms`);
  console.log([reports, recorded, ...ms].map((cell) => String(cell).padStart(14)).join(''));
}
