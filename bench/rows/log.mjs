/** Appending to the log, and reading it again. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SCHEMA_VERSION } from '../../dist/events/upcast.js';
import { MemoryImage } from '../../dist/src/projector/memory-image.js';
import { SqliteEventStore } from '../../dist/src/store/sqlite/sqlite-event-store.js';
import { byTurns, timed } from '../measure.mjs';
import { eventsOf, fresh, logOf } from './given.mjs';

function rawTable() {
  const db = new Database(fresh('raw.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE rows (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, data TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO rows (stream, data) VALUES (?, ?)');
  return {
    db,
    add: db.transaction((events) => events.forEach(({ stream, data }) => insert.run(stream, JSON.stringify(data)))),
  };
}

/**
 * Appends of one size, by turns with whatever appends the same elsewhere; events a second.
 * @param add takes the events and the name of the stream, which begins anew each turn
 * @param as how Parley is given them, where that is another
 */
export async function appendsBeside(add, { quick, runs, as = (events) => events }, size, count) {
  const all = eventsOf(quick ? 2_000 : 10_000).slice(0, size * count);
  const store = SqliteEventStore.open(fresh('parley.sqlite'));
  const starts = Array.from({ length: Math.floor(all.length / size) }, (_, i) => i * size);
  const cut = (events) => starts.map((from) => events.slice(from, from + size));
  const through = (append, parts) => async (run) => {
    const ms = await timed(async () => {
      for (const part of parts) await append(part, `negotiation-a${run}`);
    });
    return (parts.length * size * 1000) / ms;
  };
  const found = await byTurns(
    runs,
    through((part, stream) => store.append(stream, part, 'any'), cut(as(all))),
    through(add, cut(all)),
  );
  await store.close();
  return found;
}

export async function appends(options, size, count) {
  const raw = rawTable();
  const found = await appendsBeside(raw.add, options, size, count);
  raw.db.close();
  return found;
}

/** Events as they are recorded now, whose texts are sealed; those of the other rows are as before that. */
const sealed = (events) => events.map((event) => ({ ...event, schemaVersion: SCHEMA_VERSION }));

export async function sealedAppends(options, size, count) {
  const raw = rawTable();
  const found = await appendsBeside(raw.add, { ...options, as: sealed }, size, count);
  raw.db.close();
  return found;
}

/** The same events with their texts sealed, beside the same as they were recorded before. */
export async function sealedBesideUnsealed(options, size, count) {
  const store = SqliteEventStore.open(fresh('unsealed.sqlite'));
  const add = (part, stream) => store.append(stream, part, 'any');
  const found = await appendsBeside(add, { ...options, as: sealed }, size, count);
  await store.close();
  return found;
}

/** Every event of the log into the memory image, page by page as the projector does; events a second. */
export async function rebuilt(store) {
  const image = new MemoryImage();
  const ms = await timed(async () => {
    for (;;) {
      const page = await store.readAll(image.position, 500);
      if (page.length === 0) return;
      for (const event of page) image.apply(event);
    }
  });
  return (image.applied * 1000) / ms;
}

export async function rebuild({ quick, runs }) {
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
