/**
 * How fast a Parley takes lines of many talks into EventStoreDB, and how fast it reads them when it starts, beside the bare
 * client: `npm run build && node bench/eventstoredb-import.mjs`. On the node of the tests in a process of its own, which takes
 * two milliseconds for a commit, as a real server about does. Neighbouring lines are of different talks. `LINES=8000`,
 * `TALKS=40`, `RUNS=3`; ways take turns, and medians are told. `MAIN=…/dist/program/main.js` measures another build.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient, jsonEvent, START, streamNameFilter } from '@eventstore/db-client';
import { longLines } from './long-story.mjs';
import { listening, ownServer } from './long-server.mjs';
import { median } from './measure.mjs';
import { eventOf } from './workload.mjs';

const [LINES, TALKS, RUNS] = ['LINES', 'TALKS', 'RUNS'].map((name, i) =>
  Number(process.env[name] ?? [8_000, 40, 3][i]),
);
/** Parley's batch: the bare client is given the same. */
const BATCH = 500;
const MAIN = process.env.MAIN ?? fileURLToPath(new URL('../dist/program/main.js', import.meta.url));
const UNARY = { credentials: { username: 'nobody', password: 'none' } };

async function timed(work) {
  const begin = performance.now();
  const events = await work();
  return (events * 1000) / (performance.now() - begin);
}

/** The client's own subscription, until it has received so many events; this is all that the process is for. */
async function subscribe(address, count) {
  const client = EventStoreDBClient.connectionString(address.replace('eventstoredb:', 'esdb:'));
  const speed = await timed(
    () =>
      new Promise((resolve, reject) => {
        const filter = streamNameFilter({ regex: '^negotiation-' });
        const subscription = client.subscribeToAll({ fromPosition: START, filter });
        let received = 0;
        subscription.on('error', reject).on('data', () => {
          received += 1;
          if (received === count) subscription.unsubscribe().then(() => resolve(count), reject);
        });
      }),
  );
  process.send(speed);
  await client.dispose();
  process.disconnect();
}
if (process.argv[2] === 'subscribe') {
  await subscribe(process.argv[3], Number(process.argv[4]));
  process.exit();
}

/** Lines of as many talks, in turn. */
const each = longLines(Math.ceil(LINES / TALKS), 'days', 1).lines.slice(0, Math.ceil(LINES / TALKS));
const lines = each.flatMap(({ type, data }) =>
  Array.from({ length: TALKS }, (_, talks) => ({ type, data: { ...data, negotiation: `talks-${talks}` } })),
);
const NDJSON = { 'content-type': 'application/x-ndjson' };
const post = async (url, body) => {
  const answer = await (await fetch(url, { method: 'POST', headers: NDJSON, body })).json();
  const stored = answer.recorded ?? answer.moved;
  if (!(stored > lines.length * 0.9)) throw new Error(JSON.stringify(answer).slice(0, 500));
  return stored;
};
const story = lines.map((line) => JSON.stringify(line)).join('\n');

const file = await ownServer({ PARLEY_RATE_LIMIT: '0' });
await post(`${file.base}/v1/import`, story);
const log = await (await fetch(`${file.base}/v1/log`)).text();
await file.stop();

/** Runs on a node that holds nothing yet. */
async function onNode(work) {
  const server = fork(fileURLToPath(new URL('eventstoredb-node.mjs', import.meta.url)), {
    env: { ...process.env, COMMIT_TIME: process.env.COMMIT_TIME ?? '2' },
  });
  try {
    const [address] = await once(server, 'message');
    return await work(address);
  } finally {
    server.disconnect();
  }
}

// Without snapshots, so that the whole log is read.
const started = (address) =>
  listening(MAIN, { PARLEY_STORE: address, PARLEY_RATE_LIMIT: '0', PARLEY_SNAPSHOT_EVERY: '0' });
const ready = async (base) => {
  for (;;) {
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const through = (path, body) => async (address) => {
  const { base, stop } = await started(address);
  await ready(base);
  try {
    return await timed(() => post(`${base}${path}`, body));
  } finally {
    await stop();
  }
};

const bare = (grouped) => async (address) => {
  const client = EventStoreDBClient.connectionString(address.replace('eventstoredb:', 'esdb:'));
  const events = lines.map((line, i) => eventOf(line, i)).slice(0, grouped ? undefined : 1_000);
  const append = (of) =>
    client.appendToStream(
      `negotiation-${of[0].data.negotiation}`,
      of.map(({ id, type, data, ...metadata }) => jsonEvent({ id, type, data, metadata })),
      UNARY,
    );
  const speed = await timed(async () => {
    if (!grouped) for (const event of events) await append([event]);
    else
      for (let i = 0; i < events.length; i += BATCH) {
        const batch = events.slice(i, i + BATCH);
        const talks = Map.groupBy?.(batch, ({ data }) => data.negotiation) ?? groups(batch);
        await Promise.all([...talks.values()].map(append));
      }
    return events.length;
  });
  await client.dispose();
  return speed;
};
function groups(events) {
  const found = new Map();
  for (const event of events) {
    const { negotiation } = event.data;
    found.set(negotiation, [...(found.get(negotiation) ?? []), event]);
  }
  return found;
}

/** How fast the client's own subscription reads the log, in a process as new as Parley's. */
async function subscribing(address, count) {
  const child = fork(fileURLToPath(import.meta.url), ['subscribe', address, String(count)]);
  const [speed] = await once(child, 'message');
  await once(child, 'exit');
  return speed;
}

/** From when a Parley listens until it has read the log, and how long the client's own subscription takes for it. */
async function starting(address) {
  const loading = await started(address);
  await ready(loading.base);
  const stored = await post(`${loading.base}/v1/log`, log);
  await loading.stop();
  const own = await subscribing(address, stored);
  const { base, stop } = await started(address);
  const speed = await timed(async () => {
    await ready(base);
    return stored;
  });
  await stop();
  return { speed, own };
}

const WAYS = {
  'import the lines, through Parley': through('/v1/import', story),
  'take in the whole log, through Parley': through('/v1/log', log),
  'the bare client, grouped by talks': bare(true),
  'the bare client, line by line': bare(false),
};
const tell = (what, speed, more = '') => console.log(what.padEnd(48), `${speed.toFixed(0)}/s`.padStart(10), more);
console.log(`${lines.length} lines of ${TALKS} talks in turn`);
const speeds = Object.fromEntries(Object.keys(WAYS).map((way) => [way, []]));
for (let run = 0; run < RUNS; run += 1)
  for (const [way, work] of Object.entries(WAYS)) speeds[way].push(await onNode(work));
for (const [way, of] of Object.entries(speeds)) tell(way, median(of));

const starts = [];
for (let run = 0; run < RUNS; run += 1) starts.push(await onNode(starting));
const [parley, client] = [median(starts.map(({ speed }) => speed)), median(starts.map(({ own }) => own))];
tell('read the log at the start, through Parley', parley);
tell('the client’s own subscription', client, `Parley: ${(parley / client).toFixed(2)} ×`);
