/** Emmett on SQLite: the same events, the same durability. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryImage } from '../../dist/src/projector/memory-image.js';
import { StreamLoader } from '../../dist/src/projector/stream-loader.js';
import { Snapshots } from '../../dist/src/projector/snapshots.js';
import { SqliteEventStore } from '../../dist/src/store/sqlite/sqlite-event-store.js';
import { byTurns, timed } from '../measure.mjs';
import { eventsOf, fresh, here, logOf } from './given.mjs';
import { appendsBeside, rebuilt } from './log.mjs';

async function emmett() {
  if (!existsSync(here('node_modules/@event-driven-io/emmett-sqlite'))) throw new Error('npm ci --prefix bench');
  const { getSQLiteEventStore, SQLiteConnectionPool, readMessagesBatch } =
    await import('@event-driven-io/emmett-sqlite');
  const fileName = fresh('emmett.sqlite');
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

export async function appendsBesideEmmett(options, size, count) {
  const peer = await emmett();
  const found = await appendsBeside((part, stream) => peer.add(stream, part), options, size, count);
  await peer.close();
  return found;
}

async function filledEmmett(events) {
  const peer = await emmett();
  for (let i = 0; i < events.length; i += 500) await peer.add(`all-${i}`, events.slice(i, i + 500));
  return peer;
}

export async function rebuildBesideEmmett({ quick, runs }) {
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

export async function checkpointedBesideEmmett({ quick, runs }) {
  const reports = quick ? 1_000 : 5_000;
  const events = eventsOf(reports);
  const peer = await filledEmmett(events);
  const store = SqliteEventStore.open(join(await logOf(reports), 'parley.sqlite'));
  let turn = 0;
  const ours = async () => {
    const image = new MemoryImage();
    const snapshots = new Snapshots(store, image, new StreamLoader(store, image), {
      file: fresh('snapshot'),
      every: 1_000,
    });
    const head = await store.head();
    const ms = await timed(
      () =>
        new Promise((resolve, reject) => {
          store.subscribe().subscribe({
            error: reject,
            next: (event) => {
              image.apply(event);
              snapshots.applied();
              if (event.position === head) resolve();
            },
          });
        }),
    );
    await snapshots.onApplicationShutdown();
    return (image.applied * 1000) / ms;
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
