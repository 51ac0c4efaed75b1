/**
 * A status under a random `reportedBy` as a client waits for it: `npm run build && node bench/lens-over-http.mjs`.
 * A server of its own is started on an empty folder for each size. Sizes: `SIZES=1000,10000`.
 */
import { fill, FROM, ownServer, UNTIL } from './long-server.mjs';
import { random } from './long-story.mjs';

const SIZES = (process.env.SIZES ?? '1000,10000,100000').split(',').map(Number);
const RUNS = 30;

async function timed(url, init) {
  const begin = performance.now();
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 300)}`);
  return { text, ms: performance.now() - begin };
}

async function measure(reports) {
  const { base, stop } = await ownServer();
  try {
    const { id, recorded, ms: imported } = await fill(base, reports);
    const chance = random(reports);
    const moment = () => new Date(FROM + (0.1 + 0.9 * chance()) * (UNTIL - FROM)).toISOString();
    const times = [];
    for (let i = 0; i <= RUNS; i += 1)
      times.push((await timed(`${base}/v1/negotiations/${id}/status?reportedBy=${moment()}`)).ms);
    const [first, ...rest] = times;
    return { recorded, imported, first, median: rest.toSorted((a, b) => a - b)[RUNS / 2] };
  } finally {
    await stop();
  }
}

const columns = ['reports', 'recorded', 'import', 'first status', 'median status'];
console.log(columns.map((name) => name.padStart(14)).join(''));
for (const reports of SIZES) {
  const { recorded, imported, first, median } = await measure(reports);
  const ms = [imported, first, median].map((time) => `${time.toFixed(1)} ms`);
  console.log([reports, recorded, ...ms].map((cell) => String(cell).padStart(14)).join(''));
}
