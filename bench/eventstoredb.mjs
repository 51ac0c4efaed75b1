/**
 * What the way through Parley's adapter costs beside the bare client, on the node of the tests: `node bench/eventstoredb.mjs`.
 * Medians of runs that take turns, so that both meet the same machine. Runs: `RUNS=5`.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient, jsonEvent, START, streamNameFilter } from '@eventstore/db-client';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const BUILT = 'node_modules/.cache/parley-bench';
execFileSync(
  process.execPath,
  [
    at('node_modules/typescript/bin/tsc'),
    '-p',
    at('tsconfig.json'),
    '--noCheck',
    '--sourceMap',
    'false',
    '--outDir',
    at(BUILT),
  ],
  { stdio: 'inherit' },
);
// Jest finds the names in the client's generated modules; Node.js itself sees nothing but their default.
const folder = at(`${BUILT}/test/eventstoredb-node`);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
  let count = 0;
  const named = (_, names, from) => {
    const all = `generated${(count += 1)}`;
    return `import ${all} from '${from}';\nconst {${names.replaceAll(' as ', ': ')}} = ${all};`;
  };
  const path = `${folder}/${file}`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/import \{([^}]+)\} from '([^']+_pb\.js)';/g, named));
}
const built = (file) => import(`../${BUILT}/${file}`);
const { EventStoreDbNode } = await built('test/eventstoredb-node/node.js');
const { EventStoreDbEventStore } = await built('src/store/eventstoredb/eventstoredb-event-store.js');
const { addressOf } = await built('test/store/on-server.js');
const { eventsOf } = await built('test/store/given.js');

const RUNS = Number(process.env.RUNS ?? 5);
const [SINGLE, BATCHES, BATCH] = [300, 10, 500];
const node = await new EventStoreDbNode().start();
const store = EventStoreDbEventStore.at(addressOf(node.address));
const client = EventStoreDBClient.connectionString(node.address.replace('eventstoredb:', 'esdb:'));
// With credentials the client appends by its unary call, without them by its batch call.
const unary = { credentials: { username: 'nobody', password: 'none' } };

let streams = 0;
const stream = () => `negotiation-bench-${(streams += 1)}`;
const names = (count) => Array.from({ length: count }, (_, i) => String(i));

/** Single appends, then batches, to a stream of their own; events a second. */
async function appending(append) {
  const speeds = {};
  for (const [what, count, size] of [
    ['one', SINGLE, 1],
    ['batch', BATCHES, BATCH],
  ]) {
    const into = stream();
    const events = eventsOf(into, ...names(count * size));
    const begin = performance.now();
    for (let i = 0; i < count; i += 1) await append(into, events.slice(i * size, (i + 1) * size));
    speeds[what] = (count * size * 1000) / (performance.now() - begin);
  }
  return speeds;
}

const bare = (options) => (into, events) =>
  client.appendToStream(
    into,
    events.map(({ id, type, data, ...metadata }) => jsonEvent({ id, type, data, metadata })),
    options,
  );

/** How long it takes to hear so many events from the start of the log; events a second. */
async function hearing(total, listen) {
  const begin = performance.now();
  await new Promise((resolve, reject) => {
    let heard = 0;
    const stop = listen(() => {
      heard += 1;
      if (heard < total) return;
      stop();
      resolve();
    }, reject);
  });
  return (total * 1000) / (performance.now() - begin);
}

const ways = {
  parley: (into, events) => store.append(into, events, 'any'),
  unary: bare(unary),
  batch: bare({}),
};
const speeds = Object.fromEntries(Object.keys(ways).map((way) => [way, { one: [], batch: [] }]));
const follower = store.subscribe().subscribe();
for (let run = 0; run <= RUNS; run += 1)
  for (const [way, append] of Object.entries(ways)) {
    const { one, batch } = await appending(append);
    if (run === 0) continue; // warms up
    speeds[way].one.push(one);
    speeds[way].batch.push(batch);
  }
follower.unsubscribe();

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const ofParley = { one: median(speeds.parley.one), batch: median(speeds.parley.batch) };
const tell = (what, events, ratio) => console.log(what.padEnd(48), `${events.toFixed(0)}/s`.padStart(10), ratio);
for (const [size, what] of [
  ['one', 'one at a time'],
  ['batch', `${BATCH} at once`],
]) {
  tell(`append ${what}, through Parley`, ofParley[size], '');
  for (const way of ['unary', 'batch']) {
    const events = median(speeds[way][size]);
    tell(`  the bare client, its ${way} call`, events, `Parley: ${(ofParley[size] / events).toFixed(2)} ×`);
  }
}

await store.close();
await client.dispose();
node.stop();

// Another node, on which all events are Parley's.
const whole = await new EventStoreDbNode().start();
const written = EventStoreDbEventStore.at(addressOf(whole.address));
const reader = EventStoreDBClient.connectionString(whole.address.replace('eventstoredb:', 'esdb:'));
const total = 40 * BATCH;
for (let i = 0; i < 40; i += 1) {
  const into = stream();
  await written.append(into, eventsOf(into, ...names(BATCH)), 'none');
}
const throughParley = (heard, failed) => {
  const following = written.subscribe().subscribe({ next: heard, error: failed });
  return () => following.unsubscribe();
};
const byTheClient = (heard, failed) => {
  const filter = streamNameFilter({ regex: '^negotiation-' });
  const subscription = reader.subscribeToAll({ fromPosition: START, filter });
  subscription.on('data', heard).on('error', failed);
  return () => void subscription.unsubscribe().catch(() => undefined);
};
const heard = { parley: [], bare: [] };
for (let run = 0; run <= RUNS; run += 1) {
  const pair = [await hearing(total, throughParley), await hearing(total, byTheClient)];
  if (run === 0) continue;
  heard.parley.push(pair[0]);
  heard.bare.push(pair[1]);
}
const [parley, bareClient] = [median(heard.parley), median(heard.bare)];
tell(`catch up with ${total} events, through Parley`, parley, '');
tell('  the bare client', bareClient, `Parley: ${(parley / bareClient).toFixed(2)} ×`);
await written.close();
await reader.dispose();
whole.stop();
