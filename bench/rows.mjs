/** The rows of the table: what each measures, beside what, and the bar. Figures are events or requests a second, or ms. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { Reading } from '../dist/projections/reading.js';
import { Book } from '../dist/src/book/book.js';
import { Snapshots } from '../dist/src/book/snapshots.js';
import { SqliteEventStore } from '../dist/src/store/sqlite/sqlite-event-store.js';
import { listening, ownServer } from './long-server.mjs';
import { longStory, random } from './long-story.mjs';
import { byTurns, median, timed } from './measure.mjs';
import { workload } from './workload.mjs';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = (name) => join(folder, `${(files += 1)}-${name}.sqlite`);

const eventsOf = (reports) =>
  [...workload(reports, Math.max(1, reports / 1000))].flatMap((run) =>
    run.events.map((event) => ({ ...event, stream: run.stream })),
  );

function rawTable() {
  const db = new Database(fresh('raw'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE rows (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, data TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO rows (stream, data) VALUES (?, ?)');
  return {
    db,
    add: db.transaction((events) => events.forEach(({ stream, data }) => insert.run(stream, JSON.stringify(data)))),
  };
}

/** A log of so many reports in so many negotiations, in a folder as a server has it; made once. */
const logs = new Map();
export async function logOf(reports) {
  const made = logs.get(reports);
  if (made) return made;
  const data = join(folder, `log-${reports}`);
  execFileSync(process.execPath, [here('make-log.mjs'), data, String(reports)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  logs.set(reports, data);
  return data;
}

/** Appends of one size to a stream that begins anew each turn; events a second. */
async function appends({ quick, runs }, size, count) {
  const all = eventsOf(quick ? 2_000 : 10_000).slice(0, size * count);
  const store = SqliteEventStore.open(fresh('parley'));
  const raw = rawTable();
  const parts = Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size)).filter(
    (part) => part.length === size,
  );
  const speed = (ms) => (parts.length * size * 1000) / ms;
  const found = await byTurns(
    runs,
    async (run) =>
      speed(
        await timed(async () => {
          for (const part of parts) await store.append(`negotiation-a${run}`, part, 'any');
        }),
      ),
    async () =>
      speed(
        await timed(() => {
          for (const part of parts) raw.add(part);
        }),
      ),
  );
  await store.close();
  raw.db.close();
  return found;
}

/** Every event of the log into the book, page by page as the projector does; events a second. */
async function rebuilt(store) {
  const book = new Book();
  const ms = await timed(async () => {
    for (;;) {
      const page = await store.readAll(book.position, 500);
      if (page.length === 0) return;
      for (const event of page) book.apply(event);
    }
  });
  return (book.applied * 1000) / ms;
}

async function rebuild({ quick, runs }) {
  const file = join(await logOf(quick ? 10_000 : 100_000), 'parley.sqlite');
  const store = SqliteEventStore.open(file);
  const db = new Database(file, { readonly: true });
  const rows = db.prepare('SELECT * FROM events ORDER BY position').raw();
  const found = await byTurns(
    runs,
    () => rebuilt(store),
    async () => {
      let count = 0;
      const ms = await timed(() => {
        for (const row of rows.iterate()) if (JSON.parse(row[5])) count += 1;
      });
      return (count * 1000) / ms;
    },
  );
  db.close();
  await store.close();
  return found;
}

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

/** So many talks are reported of at once, each by several publishers, one day after another. */
const TALKS = 200;
const PUBLISHERS = ['The Quay', 'Reuters', 'AFP', 'Harbour Post', 'Union Voice', 'Radio North', 'The Ledger', 'Xinhua'];
const reportAt = (i) => ({
  kind: i % 7 === 0 ? 'denial' : 'confirmation',
  claim: 'talks',
  party: 'union',
  speaker: { capacity: 'official' },
  attribution: i % 3 === 0 ? 'on-background' : 'on-the-record',
  summary: `The union says that both sides talk, and that they will go on doing so; statement ${i} of many like it.`,
  source: { publisher: PUBLISHERS[i % PUBLISHERS.length] },
  reportedAt: new Date(Date.UTC(2020, 0, 1) + Math.floor(i / TALKS) * 36e5).toISOString(),
});
const opening = (negotiation) => ({
  negotiation,
  title: 'Talks',
  parties: [{ party: 'union', name: 'Union', role: 'principal' }],
});
const JSON_TYPE = { 'content-type': 'application/json' };

/** Parley and the bare server under the same load, by turns. */
async function served({ quick, runs }, loadOn) {
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

const reading = () => ({ path: '/v1/negotiations/talks-0/status' });

/** No two reports are the same, nor do two at once concern the same talks. */
function recording() {
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

async function lens({ quick, runs }) {
  const [long, short] = [quick ? 10_000 : 100_000, 1_000].map((reports) => ({
    ...longStory(reports, 'days'),
    chance: random(reports),
  }));
  const once =
    ({ log, begin, end, chance }) =>
    () => {
      const reportedBy = new Date(begin + (0.1 + 0.9 * chance()) * (end - begin)).toISOString();
      return timed(() => Reading.of(log, { reportedBy }, end).status());
    };
  for (const story of [long, short]) for (let i = 0; i < 6; i += 1) await once(story)();
  return byTurns(Math.max(15, runs), once(long), once(short));
}

/** Milliseconds until a server on the log answers a status. */
async function start(data, every) {
  const begin = performance.now();
  const server = await listening(here('../dist/src/main.js'), {
    PARLEY_DATA: data,
    PARLEY_LOG_LEVEL: 'info',
    PARLEY_SNAPSHOT_EVERY: every,
  });
  while (!(await fetch(`${server.base}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 10));
  const { status } = await fetch(`${server.base}/v1/negotiations/talks-10/status`);
  if (status !== 200) throw new Error(`a status was answered ${status}`);
  const ms = performance.now() - begin;
  await server.stop();
  return ms;
}

async function starts({ quick }) {
  const data = await logOf(quick ? 50_000 : 1_000_000);
  await start(data, '10000');
  return byTurns(
    quick ? 1 : 2,
    () => start(data, '10000'),
    () => start(data, '0'),
  );
}

const child = (file, args = [], env = {}, flags = []) =>
  JSON.parse(
    execFileSync(process.execPath, [...flags, here(file), ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1e8,
    })
      .toString()
      .trim()
      .split('\n')
      .at(-1),
  );

async function memory({ quick }) {
  const data = await logOf(quick ? 50_000 : 1_000_000);
  const found = child('memory.mjs', [join(data, 'parley.sqlite')], {}, ['--expose-gc', '--max-old-space-size=8192']);
  return { ours: [found.heap], theirs: [found.json] };
}

const live = ({ quick }) => child('live.mjs', [], { BENCH_JSON: '1', RUNS: quick ? '3' : '9' });

/** Emmett on SQLite: the same events, the same durability. */
async function emmett() {
  if (!existsSync(here('node_modules/@event-driven-io/emmett-sqlite'))) throw new Error('npm ci --prefix bench');
  const { getSQLiteEventStore, SQLiteConnectionPool, readMessagesBatch } =
    await import('@event-driven-io/emmett-sqlite');
  const fileName = fresh('emmett');
  const pool = SQLiteConnectionPool({ fileName, connectionOptions: { singleton: true } });
  const store = getSQLiteEventStore({ fileName, pool });
  await store.schema.migrate();
  const connection = await pool.connection();
  const add = (stream, events) =>
    store.appendToStream(
      stream,
      events.map(({ type, data }) => ({ type, data })),
    );
  return { store, connection, add, readMessagesBatch, close: () => pool.close() };
}

async function besideEmmett({ quick, runs }, size, count) {
  const all = eventsOf(quick ? 2_000 : 10_000).slice(0, size * count);
  const [peer, store] = [await emmett(), SqliteEventStore.open(fresh('parley'))];
  const parts = Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size)).filter(
    (part) => part.length === size,
  );
  const speed = (ms) => (parts.length * size * 1000) / ms;
  const found = await byTurns(
    runs,
    async (run) =>
      speed(
        await timed(async () => {
          for (const part of parts) await store.append(`negotiation-a${run}`, part, 'any');
        }),
      ),
    async (run) =>
      speed(
        await timed(async () => {
          for (const part of parts) await peer.add(`a${run}`, part);
        }),
      ),
  );
  await Promise.all([peer.close(), store.close()]);
  return found;
}

async function filledEmmett(events) {
  const peer = await emmett();
  for (let i = 0; i < events.length; i += 500) await peer.add(`all-${i}`, events.slice(i, i + 500));
  return peer;
}

async function rebuildBesideEmmett({ quick, runs }) {
  const reports = quick ? 5_000 : 20_000;
  const events = eventsOf(reports);
  const peer = await filledEmmett(events);
  const store = SqliteEventStore.open(join(await logOf(reports), 'parley.sqlite'));
  const found = await byTurns(
    runs,
    () => rebuilt(store),
    async () => {
      const byStream = new Map();
      const ms = await timed(async () => {
        for (let after = 0n, left = true; left;) {
          const page = await peer.readMessagesBatch(peer.connection, { after, batchSize: 500 });
          for (const { metadata, data } of page.messages) byStream.set(metadata.streamName, data);
          [after, left] = [page.currentGlobalPosition, page.areEventsLeft && page.messages.length > 0];
        }
      });
      return (events.length * 1000) / ms;
    },
  );
  await Promise.all([peer.close(), store.close()]);
  return found;
}

async function checkpointedBesideEmmett({ quick, runs }) {
  const reports = quick ? 1_000 : 5_000;
  const events = eventsOf(reports);
  const peer = await filledEmmett(events);
  const store = SqliteEventStore.open(join(await logOf(reports), 'parley.sqlite'));
  let turn = 0;
  const ours = async () => {
    const book = new Book();
    const snapshots = new Snapshots(store, book, { file: fresh('snapshot'), every: 1_000 });
    const head = await store.head();
    const ms = await timed(
      () =>
        new Promise((resolve, reject) => {
          store.subscribe().subscribe({
            error: reject,
            next: (event) => {
              book.apply(event);
              snapshots.applied();
              if (event.position === head) resolve();
            },
          });
        }),
    );
    await snapshots.onApplicationShutdown();
    return (book.applied * 1000) / ms;
  };
  const theirs = async () => {
    let seen = 0;
    const consumer = peer.store.consumer();
    const done = new Promise((resolve) => {
      consumer.processor({
        processorId: `bench-${(turn += 1)}`,
        startFrom: 'BEGINNING',
        eachMessage: () => {
          seen += 1;
          if (seen === events.length) resolve();
        },
      });
    });
    const ms = await timed(async () => {
      void consumer.start();
      await done;
    });
    await consumer.stop();
    return (events.length * 1000) / ms;
  };
  const found = await byTurns(runs, ours, theirs);
  await Promise.all([peer.close(), store.close()]);
  return found;
}

const MIB = 1024 * 1024;
/** `least`: Parley's figure is to be at least so many times the other; `most`: at most. */
export const ROWS = [
  {
    name: 'append-one',
    work: 'append one at a time, durable',
    beside: 'raw SQLite',
    unit: '/s',
    least: 0.85,
    run: (o) => appends(o, 1, 1_500),
  },
  {
    name: 'append-batch',
    work: 'append in batches of 500',
    beside: 'raw SQLite',
    unit: '/s',
    least: 0.5,
    run: (o) => appends(o, 500, 20),
  },
  {
    name: 'rebuild',
    work: 'rebuild the book from the log',
    beside: 'read and JSON.parse',
    unit: '/s',
    least: 0.4,
    run: rebuild,
  },
  {
    name: 'post',
    work: 'POST /reports, 64 connections',
    beside: 'bare Fastify',
    unit: '/s',
    least: 0.5,
    run: (o) => served(o, recording),
  },
  {
    name: 'get',
    work: 'GET /status, 64 connections',
    beside: 'bare Fastify',
    unit: '/s',
    least: 0.8,
    run: (o) => served(o, reading),
  },
  {
    name: 'lens',
    work: 'status under a random reportedBy, long story',
    beside: '1,000 reports',
    unit: ' ms',
    most: 5,
    run: lens,
  },
  { name: 'start', work: 'start with a snapshot', beside: 'full rebuild', unit: ' ms', most: 0.1, run: starts },
  { name: 'live', work: 'one report to 1,000 readers', beside: 'bare Node.js', unit: ' ms', most: 3, run: live },
  {
    name: 'memory',
    work: 'memory of the book',
    beside: 'JSON of the events',
    unit: ' MiB',
    most: 2,
    run: async (o) => {
      const { ours, theirs } = await memory(o);
      return { ours: ours.map((b) => b / MIB), theirs: theirs.map((b) => b / MIB) };
    },
  },
  {
    name: 'emmett-one',
    work: 'append one at a time',
    beside: 'Emmett',
    unit: '/s',
    least: 1.5,
    run: (o) => besideEmmett(o, 1, 200),
  },
  {
    name: 'emmett-batch',
    work: 'append in batches of 500',
    beside: 'Emmett',
    unit: '/s',
    least: 1.5,
    run: (o) => besideEmmett(o, 500, 4),
  },
  {
    name: 'emmett-rebuild',
    work: 'rebuild from the log',
    beside: 'Emmett',
    unit: '/s',
    least: 2,
    run: rebuildBesideEmmett,
  },
  {
    name: 'emmett-checkpointed',
    work: 'checkpointed projection',
    beside: 'Emmett',
    unit: '/s',
    least: 10,
    run: checkpointedBesideEmmett,
  },
];

/** What must stay flat: the cost of one append, and of a short negotiation's status after it, as the log grows. */
export async function curve(sizes) {
  const points = [];
  for (const reports of sizes) {
    const store = SqliteEventStore.open(join(await logOf(reports), 'parley.sqlite'));
    const book = new Book();
    for (let page = await store.readAll(0n, 2_000); page.length > 0; page = await store.readAll(book.position, 2_000))
      for (const event of page) book.apply(event);
    const [append, status] = [[], []];
    const events = eventsOf(300);
    for (let i = 0; i < 200; i += 1) {
      append.push(await timed(() => store.append('negotiation-curve', [events[i]], 'any')));
      for (const event of await store.readAll(book.position, 10)) book.apply(event);
      const log = book.logOf('curve');
      if (i >= 100 && log) status.push(await timed(() => Reading.of(log, {}, Date.now())?.status()));
    }
    await store.close();
    points.push({ reports, append: median(append), status: median(status) });
  }
  return points;
}
