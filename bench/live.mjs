/**
 * One report to many readers, from sending it until the last of them has it, beside a bare Node.js server that sends the
 * same bytes to as many: `npm run build && node bench/live.mjs`. `READERS=1000 RUNS=9`.
 */
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { listening, ownServer } from './long-server.mjs';

const READERS = Number(process.env.READERS ?? 1000);
const RUNS = Number(process.env.RUNS ?? 9);
const BARE = fileURLToPath(new URL('bare-broadcast.mjs', import.meta.url));

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const told = (values) =>
  `${median(values).toFixed(1)} ms (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`;

/** Readers on bare sockets; `next` resolves when each has what ends with the mark. */
async function readersOf(base, path) {
  const { hostname, port } = new URL(base);
  let [waiting, arrived] = [0, () => undefined];
  let [mark, bytes] = ['', 0];
  const open = async () => {
    const socket = connect(Number(port), hostname).setNoDelay(true);
    await new Promise((resolve) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
        if (mark === '') {
          if (text.includes('event: hello') && text.includes('\n\n', text.indexOf('hello'))) resolve();
          return;
        }
        if (!text.includes(mark)) return;
        bytes = text.slice(text.lastIndexOf('id: ')).length;
        text = '';
        waiting -= 1;
        if (waiting === 0) arrived();
      });
      socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\naccept: text/event-stream\r\n\r\n`);
    });
    return socket;
  };
  const sockets = [];
  for (let i = 0; i < READERS; i += 50) sockets.push(...(await Promise.all(Array.from({ length: 50 }, open))));
  return {
    async next(of, send) {
      [mark, waiting] = [of, sockets.length];
      const all = new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${waiting} readers have not heard of it in 30 s`)), 30_000);
        arrived = () => resolve(clearTimeout(late));
      });
      const begin = performance.now();
      await Promise.all([send(), all]);
      return performance.now() - begin;
    },
    bytes: () => bytes,
    close: () => sockets.forEach((socket) => socket.destroy()),
  };
}

async function post(url, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
}

const report = (reportId) => ({
  reportId,
  kind: 'confirmation',
  claim: 'talks',
  party: 'union',
  speaker: { capacity: 'official' },
  attribution: 'on-the-record',
  summary: 'The union says that both sides talk, and that they will go on doing so.',
  source: { publisher: 'The Quay' },
  reportedAt: '2025-11-12',
});

const parley = await ownServer();
const bare = await listening(BARE);
try {
  const parties = [{ party: 'union', name: 'Union', role: 'principal' }];
  await post(`${parley.base}/v1/negotiations`, { negotiation: 'talks', title: 'Talks', parties });
  const ours = await readersOf(parley.base, '/v1/negotiations/talks/stream');
  const theirs = await readersOf(bare.base, '/');
  const [own, floor] = [[], []];
  for (let i = -1; i < RUNS; i += 1) {
    const id = `r${i + 1}-`;
    const took = await ours.next(`"entry":"${id}"`, () =>
      post(`${parley.base}/v1/negotiations/talks/reports`, report(id)),
    );
    const least = await theirs.next(`id: ${i + 2}\n`, () => post(bare.base, { bytes: ours.bytes(), id: i + 2 }));
    if (i < 0) continue;
    own.push(took);
    floor.push(least);
  }
  if (process.env.BENCH_JSON) console.log(JSON.stringify({ ours: own, theirs: floor }));
  else {
    console.log(`one report to ${READERS} readers, the last one served, ${ours.bytes()} bytes each`);
    console.log(`  Parley, recorded durably and told  ${told(own)}`);
    console.log(`  bare Node.js, told                 ${told(floor)}`);
    console.log(`  ratio ${(median(own) / median(floor)).toFixed(2)}, bar 3`);
  }
  ours.close();
  theirs.close();
} finally {
  await parley.stop();
  await bare.stop();
}
