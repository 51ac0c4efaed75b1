/**
 * How long each route that reads holds up others: `npm run build && node bench/waits/holds.mjs`. While a route is asked, another
 * caller asks `/healthz` without a pause; what that waits at the longest is the hold. Each route is asked of a story that
 * nobody has read since the start, and again under a lens of its own. `SIZES=1000,10000 ROUTES=replay`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fill, listening, MAIN } from '../long-server.mjs';

const SIZES = (process.env.SIZES ?? '1000,10000').split(',').map(Number);
const ONLY = process.env.ROUTES?.split(',');
/** A request that takes longer is let go, in milliseconds. */
const PATIENCE = Number(process.env.PATIENCE ?? 20_000);

const LENS = 'withoutSource=Reuters';
const ROUTES = [
  'status',
  'overview',
  'later?reportedBy=2022',
  'positions',
  'claims',
  'proposals',
  'agreements',
  'contradictions',
  'terms',
  'sources',
  'vocabulary',
  'registry',
  'history?limit=500',
  'history?order=newest&kind=denial',
  'card',
  'card?format=png',
  'briefing',
  'briefing?format=docx',
  'timeline',
  'timeline.svg',
  'timeline.png',
  'picture',
  'picture.svg',
  'picture.png',
  'picture.csv',
  'changes?from.reportedBy=2022',
  'changes?from.revision=5',
  'changes/previous?milestones=true',
  'changes/previous?revision=400&milestones=true',
  'changes/next?reportedBy=2021&milestones=true',
  'replay?milestones=true',
  'replay?milestones=true&clock=reported',
  'fragility',
  'feed.atom',
  'feed.json?withoutSource=Reuters',
  'export?format=csv',
  'proof',
];
const ACROSS = [
  '/v1/search?q=israel',
  `/v1/search?q=israel&${LENS}`,
  '/v1/sources',
  '/v1/sources/Reuters',
  '/v1/negotiations',
  '/v1/audit/verify',
];

const headers = { connection: 'keep-alive' };

async function asked(base, path) {
  const begin = performance.now();
  try {
    const response = await fetch(`${base}${path}`, { headers, signal: AbortSignal.timeout(PATIENCE) });
    await response.arrayBuffer();
    return `${response.status} ${(performance.now() - begin).toFixed(0)} ms`;
  } catch {
    return 'let go';
  }
}

/** The longest wait of another caller while something is done. */
async function longestWait(base, doing) {
  let longest = 0;
  const state = { done: false };
  const probe = (async () => {
    while (!state.done) {
      const begin = performance.now();
      await fetch(`${base}/healthz`, { headers });
      longest = Math.max(longest, performance.now() - begin);
      await wait(1);
    }
  })();
  const answer = await doing();
  state.done = true;
  await probe;
  return { answer, longest };
}

async function measure(reports) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-holds-'));
  const settings = { PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'info', PARLEY_SNAPSHOT_EVERY: '100' };
  const start = async () => {
    const server = await listening(MAIN, settings);
    while (!(await fetch(`${server.base}/readyz`)).ok) await wait(20);
    return server;
  };
  let server = await start();
  try {
    const { id } = await fill(server.base, reports);
    await server.stop();
    server = await start();
    console.log(`${reports} reports`);
    const first = await longestWait(server.base, () => asked(server.base, `/v1/negotiations/${id}/status`));
    console.log(
      `  ${'the first status after a start'.padEnd(52)}${first.longest.toFixed(0).padStart(7)} ms   ${first.answer}`,
    );
    const paths = [
      ...ROUTES.map((route) => `/v1/negotiations/${id}/${route}`),
      ...ROUTES.map((route) => `/v1/negotiations/${id}/${route}${route.includes('?') ? '&' : '?'}${LENS}`),
      ...ACROSS,
    ];
    let found = [];
    for (const path of paths) {
      if (ONLY && !ONLY.some((name) => path.includes(name))) continue;
      if (/proof\?|later.*without|changes\?.*without|export.*without/.test(path)) continue;
      found.push({ path, ...(await longestWait(server.base, () => asked(server.base, path))) });
    }
    for (const { path, longest, answer } of found.toSorted((a, b) => b.longest - a.longest))
      console.log(
        `  ${path.replace(`/v1/negotiations/${id}/`, '').padEnd(52)}${longest.toFixed(0).padStart(7)} ms   ${answer}`,
      );
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

for (const reports of SIZES) await measure(reports);
