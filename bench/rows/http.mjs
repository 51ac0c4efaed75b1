/** What a server answers, beside a bare one. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { listening, ownServer } from '../long-server.mjs';
import { byTurns, median, timed } from '../measure.mjs';
import { here } from './given.mjs';
import { opening, reportAt, TALKS } from './reports.mjs';

const CONNECTIONS = 64;
async function shot(url, seconds, options = {}) {
  const { default: autocannon } = await import('autocannon');
  const { requests, non2xx, errors } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    ...options,
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  return requests.average;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Parley with so many open talks. */
async function serverOfTalks() {
  const parley = await ownServer({ PARLEY_RATE_LIMIT: '0' });
  const send = async (where, body) => {
    const options = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) };
    const answer = await fetch(`${parley.base}${where}`, options);
    if (!answer.ok) throw new Error(await answer.text());
  };
  for (let i = 0; i < TALKS; i += 1) await send('/v1/negotiations', opening(`talks-${i}`));
  for (let i = 0; i < 40; i += 1) await send('/v1/negotiations/talks-0/reports', reportAt(i));
  return parley;
}

/** Parley and the bare server under the same load, by turns. */
export async function served({ quick, runs }, loadOn) {
  const parley = await serverOfTalks();
  let bare;
  try {
    const size = (await (await fetch(`${parley.base}/v1/negotiations/talks-0/status`)).arrayBuffer()).byteLength;
    bare = await listening(here('bare-fastify.mjs'), { BYTES: String(size) });
    const load = loadOn();
    const seconds = quick ? 2 : 4;
    const [ours, theirs] = [load.path, '/'].map((path) => () => {
      const base = path === '/' ? bare.base : parley.base;
      return shot(`${base}${path}`, seconds, load.options?.(path !== '/') ?? {});
    });
    return await byTurns(runs, ours, theirs);
  } finally {
    await parley.stop();
    await bare?.stop();
  }
}

/** Processor time that a process has taken so far, in milliseconds, of all its threads; from Linux. */
function spentBy(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * What a recorded report takes of the processor, in microseconds, beside what the bare server takes. On a busy machine
 * that says more than how many come through: there the code of a server that gets few requests is never compiled.
 */
export async function costOfRecording({ quick, runs }) {
  const parley = await serverOfTalks();
  const bare = await listening(here('bare-fastify.mjs'), { BYTES: '1000' });
  try {
    const { default: autocannon } = await import('autocannon');
    const load = recording();
    const [ours, theirs] = [parley, bare].map((server) => async (run) => {
      const amount = (run < 0 ? 4 : 1) * (quick ? 500 : 2_000);
      const before = spentBy(server.pid);
      const url = `${server.base}${server === parley ? load.path : '/'}`;
      const { non2xx, errors } = await autocannon({
        url,
        connections: CONNECTIONS,
        amount,
        timeout: 60,
        ...load.options(server === parley),
      });
      if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
      return ((spentBy(server.pid) - before) * 1_000) / amount;
    });
    return await byTurns(runs, ours, theirs);
  } finally {
    await Promise.all([parley.stop(), bare.stop()]);
  }
}

export const reading = () => ({ path: '/v1/negotiations/talks-0/status' });

/** No two reports are the same, nor do two at once concern the same talks. */
export function recording() {
  let next = 1_000;
  const options = (toParley) => ({
    requests: [
      {
        method: 'POST',
        headers: JSON_TYPE,
        setupRequest: (request) => {
          next += 1;
          const path = toParley ? `/v1/negotiations/talks-${next % TALKS}/reports` : '/';
          return { ...request, path, body: JSON.stringify(reportAt(next)) };
        },
      },
    ],
  });
  return { path: '/v1', options };
}

/** One request after the other on a connection that is kept, until the time is up; milliseconds for each but the first. */
async function worker(agent, base, until, nextRequest) {
  const times = [];
  for (let first = true; performance.now() < until; first = false) {
    const { path, body } = nextRequest();
    const ms = await timed(
      () =>
        new Promise((resolve, reject) => {
          const options = {
            agent,
            method: 'POST',
            headers: { ...JSON_TYPE, 'content-length': Buffer.byteLength(body) },
          };
          const sent = http.request(`${base}${path}`, options, (answer) => {
            if (answer.statusCode !== 201) reject(new Error(`${path}: ${answer.statusCode}`));
            answer.on('end', resolve).resume();
          });
          sent.on('error', reject).end(body);
        }),
    );
    // Node takes one new connection in each turn of its loop: the first answer waits for that.
    if (!first) times.push(ms);
  }
  return times;
}

/** The slowest of a hundred beside the usual one: milliseconds of the 99th percentile, and of the median, of each run. */
export async function slowest({ quick, runs }) {
  const parley = await serverOfTalks();
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = 1_000;
  const nextRequest = () => {
    next += 1;
    return { path: `/v1/negotiations/talks-${next % TALKS}/reports`, body: JSON.stringify(reportAt(next)) };
  };
  const found = { ours: [], theirs: [] };
  try {
    for (let run = -1; run < runs; run += 1) {
      const until = performance.now() + (quick ? 2_000 : 4_000);
      const workers = Array.from({ length: CONNECTIONS }, () => worker(agent, parley.base, until, nextRequest));
      const times = (await Promise.all(workers)).flat().toSorted((a, b) => a - b);
      if (run < 0) continue;
      found.ours.push(times[Math.floor(times.length * 0.99)]);
      found.theirs.push(median(times));
    }
    return found;
  } finally {
    agent.destroy();
    await parley.stop();
  }
}
