/**
 * What alerts cost those who record: `node bench/alerts/alerts.mjs`, after `npm run build`. One client records reports one at a time,
 * first with nobody subscribed, then with 1,000 subscriptions that are told of each of them: to receivers that answer, are
 * slow, answer 500, and to none at all. Reports a second, by turns, and how much slower it is.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../measure.mjs';

const REPORTS = Number(process.env.REPORTS ?? 200);
const RUNS = Number(process.env.RUNS ?? 3);
const SUBSCRIPTIONS = Number(process.env.SUBSCRIPTIONS ?? 1000);
const main = fileURLToPath(new URL('../../dist/program/main.js', import.meta.url));

/** A receiver in a process of its own: `/ok` answers, `/fails` answers 500, `/slow` does so after a minute. */
const RECEIVER = `
  const answer = (response, status) => response.writeHead(status).end();
  const server = require('node:http').createServer((request, response) => {
    request.resume();
    if (request.url === '/slow') setTimeout(answer, 60_000, response, 200);
    else answer(response, request.url === '/ok' ? 204 : 500);
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

async function startedReceiver() {
  const child = spawn(process.execPath, ['-e', RECEIVER]);
  const [line] = await once(child.stdout, 'data');
  return { child, port: Number(String(line)) };
}

async function startedServer(port) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-alerts-'));
  const env = { ...process.env, PORT: '0', PARLEY_DATA: folder, PARLEY_RATE_LIMIT: '0', PARLEY_WEBHOOKS: 'on' };
  const allowed = `127.0.0.1:${port},127.0.0.1:9`;
  const child = spawn(process.execPath, [main], { env: { ...env, PARLEY_FETCH_ALLOW: allowed } });
  let output = '';
  let base;
  while (base === undefined) {
    const [chunk] = await once(child.stdout, 'data');
    output += String(chunk);
    base = /listens on (http:\S+?),/.exec(output)?.[1];
  }
  child.stdout.resume();
  while (!(await fetch(`${base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 20));
  return { child, base, folder };
}

async function post(base, path, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${base}/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

const parties = ['union', 'port'].map((party) => ({ party, name: party, role: 'principal' }));

const report = (i) => ({
  reportId: `r${i}`,
  kind: i % 2 === 0 ? 'confirmation' : 'denial',
  party: parties[i % 2].party,
  claim: `c${i % 50}`,
  speaker: { capacity: 'official' },
  attribution: 'on-the-record',
  summary: 'It is said.',
  source: { publisher: 'The Quay' },
  reportedAt: '2026-03-02',
});

/** Reports a second. */
async function recording(base, from) {
  const begin = performance.now();
  for (let i = from; i < from + REPORTS; i += 1) await post(base, '/negotiations/talks/reports', report(i));
  return (REPORTS * 1000) / (performance.now() - begin);
}

const receiver = await startedReceiver();
const bare = await startedServer(receiver.port);
const followed = await startedServer(receiver.port);
try {
  for (const { base } of [bare, followed])
    await post(base, '/negotiations', { negotiation: 'talks', title: 'T', parties });
  const paths = [
    `${receiver.port}/ok`,
    `${receiver.port}/ok`,
    `${receiver.port}/slow`,
    `${receiver.port}/fails`,
    '9/dead',
  ];
  for (let i = 0; i < SUBSCRIPTIONS; i += 1)
    await post(followed.base, '/alerts', {
      changes: { topics: ['position', 'phase'] },
      channel: { kind: 'webhook', url: `http://127.0.0.1:${paths[i % paths.length]}` },
    });
  const found = { bare: [], followed: [] };
  for (let run = -1; run < RUNS; run += 1)
    for (const [name, { base }] of Object.entries({ bare, followed })) {
      const rate = await recording(base, (run + 1) * REPORTS);
      if (run >= 0) found[name].push(rate);
    }
  const [alone, with1000] = [median(found.bare), median(found.followed)];
  const { alerts } = await (await fetch(`${followed.base}/v1/alerts`)).json();
  const sum = (field) => alerts.reduce((all, one) => all + one[field], 0);
  console.log(`${alone.toFixed(0)} reports/s with no subscription, ${with1000.toFixed(0)} with ${SUBSCRIPTIONS}`);
  console.log(
    `${(alone / with1000).toFixed(3)} times as slow; delivered ${sum('delivered')}, waiting ${sum('waiting')}`,
  );
} finally {
  for (const { child, folder } of [bare, followed]) {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  receiver.child.kill('SIGKILL');
}
