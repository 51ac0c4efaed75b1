/** What a server answers, beside a bare one. */
import { listening, ownServer } from '../long-server.mjs';
import { byTurns } from '../measure.mjs';
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

/** Parley and the bare server under the same load, by turns. */
export async function served({ quick, runs }, loadOn) {
  const parley = await ownServer({ PARLEY_RATE_LIMIT: '0' });
  let bare;
  try {
    const send = async (where, body) => {
      const options = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) };
      const answer = await fetch(`${parley.base}${where}`, options);
      if (!answer.ok) throw new Error(await answer.text());
    };
    for (let i = 0; i < TALKS; i += 1) await send('/v1/negotiations', opening(`talks-${i}`));
    for (let i = 0; i < 40; i += 1) await send('/v1/negotiations/talks-0/reports', reportAt(i));
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
