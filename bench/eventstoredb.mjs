/**
 * What the way through Parley's adapter costs beside the bare client, on the node of the tests in a process of its own:
 * `npm run build && node bench/eventstoredb.mjs`. Medians of runs that take turns, so that both meet the same machine, and
 * none begins before what the last one stored has been heard by all. Runs: `RUNS=5`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient, jsonEvent, START, streamNameFilter } from '@eventstore/db-client';
import { EventStoreDbEventStore } from '../dist/src/store/eventstoredb/eventstoredb-event-store.js';
import { parseServerAddress } from '../dist/src/platform/store-address.js';
import { longLines } from './long-story.mjs';
import { median } from './measure.mjs';
import { eventOf } from './workload.mjs';

const RUNS = Number(process.env.RUNS ?? 5);
const [SINGLE, BATCHES, BATCH] = [500, 4, 500];
const TOGETHER = 64;

const server = fork(fileURLToPath(new URL('eventstoredb-node.mjs', import.meta.url)));
const [address] = await once(server, 'message');
const store = EventStoreDbEventStore.at(parseServerAddress(address));
const client = EventStoreDBClient.connectionString(address.replace('eventstoredb:', 'esdb:'));
// With credentials the client appends by its unary call, without them by its batch call.
const UNARY = { credentials: { username: 'nobody', password: 'none' } };

const { lines } = longLines(BATCHES * BATCH, 'days', 1);
let streams = 0;
/** The events of a negotiation that has none yet. */
function newStory() {
  const negotiation = `bench-${(streams += 1)}`;
  const events = lines.map(({ type, data }, i) => eventOf({ type, data: { ...data, negotiation } }, i));
  return { stream: `negotiation-${negotiation}`, events };
}

/** What this process has heard; as in a Parley, there is always someone who listens. */
const log = { heard: 0, stored: 0 };
const follower = store.subscribe().subscribe(() => (log.heard += 1));
async function silence() {
  while (log.heard < log.stored) await new Promise((resolve) => setTimeout(resolve, 5));
}

const WORK = {
  'one at a time': async (append, { stream, events }) => {
    for (const event of events.slice(0, SINGLE)) await append(stream, [event]);
    return SINGLE;
  },
  [`one each, by ${TOGETHER} at the same time`]: async (append, { stream, events }) => {
    let next = 0;
    const writer = async () => {
      while (next < events.length) await append(stream, [events[next++]]);
    };
    await Promise.all(Array.from({ length: TOGETHER }, writer));
    return events.length;
  },
  [`${BATCH} at once`]: async (append, { stream, events }) => {
    for (let i = 0; i < events.length; i += BATCH) await append(stream, events.slice(i, i + BATCH));
    return events.length;
  },
};

/** Events a second. */
async function speed(work, append) {
  const story = newStory();
  await silence();
  const begin = performance.now();
  const count = await work(append, story);
  const ms = performance.now() - begin;
  log.stored += count;
  return (count * 1000) / ms;
}

const bare = (options) => (stream, events) =>
  client.appendToStream(
    stream,
    events.map(({ id, type, data, ...metadata }) => jsonEvent({ id, type, data, metadata })),
    options,
  );
const WAYS = {
  parley: (stream, events) => store.append(stream, events, 'any'),
  unary: bare(UNARY),
  batch: bare({}),
};

const tell = (what, events, ratio) => console.log(what.padEnd(56), `${events.toFixed(0)}/s`.padStart(10), ratio);
for (const [what, work] of Object.entries(WORK)) {
  const speeds = Object.fromEntries(Object.keys(WAYS).map((way) => [way, []]));
  for (let run = -2; run < RUNS; run += 1)
    for (const [way, append] of Object.entries(WAYS)) {
      const events = await speed(work, append);
      if (run >= 0) speeds[way].push(events); // those before warm up
    }
  tell(`append ${what}, through Parley`, median(speeds.parley), '');
  for (const way of ['unary', 'batch']) {
    const events = median(speeds[way]);
    tell(`  the bare client, its ${way} call`, events, `Parley: ${(median(speeds.parley) / events).toFixed(2)} ×`);
  }
}
await silence();
follower.unsubscribe();

/** How long it takes to hear all that was stored, from the start of the log; events a second. */
async function hearing(listen) {
  const begin = performance.now();
  await new Promise((resolve, reject) => {
    let count = 0;
    const stop = listen(() => {
      count += 1;
      if (count < log.stored) return;
      stop();
      resolve();
    }, reject);
  });
  return (log.stored * 1000) / (performance.now() - begin);
}
const throughParley = (next, error) => {
  const following = store.subscribe().subscribe({ next, error });
  return () => following.unsubscribe();
};
const byTheClient = (next, error) => {
  const filter = streamNameFilter({ regex: '^negotiation-' });
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  subscription.on('data', next).on('error', error);
  return () => void subscription.unsubscribe().catch(() => undefined);
};
const caughtUp = { parley: [], bare: [] };
for (let run = -1; run < Math.min(RUNS, 3); run += 1) {
  const pair = [await hearing(throughParley), await hearing(byTheClient)];
  if (run < 0) continue;
  caughtUp.parley.push(pair[0]);
  caughtUp.bare.push(pair[1]);
}
const [parley, bareClient] = [median(caughtUp.parley), median(caughtUp.bare)];
tell(`catch up with ${log.stored} events, through Parley`, parley, '');
tell('  the bare client', bareClient, `Parley: ${(parley / bareClient).toFixed(2)} ×`);
await store.close();
await client.dispose();
server.disconnect();
