/**
 * What of an append is the row, what its indexes and triggers, and what the work before it: `node bench/appending.mjs`,
 * after `npm run build`. Microseconds an event, medians of runs by turns, and how fast that is beside a bare row.
 */
import Database from 'better-sqlite3';
import { seal, START } from '../dist/events/chain/chain.js';
import { sealedWrite } from '../dist/src/store/prepared-write.js';
import { COLUMNS, rowOf } from '../dist/src/store/sqlite/row.js';
import { TABLES, TRIGGERS } from '../dist/src/store/sqlite/schema.js';
import { median } from './measure.mjs';
import { eventsOf, fresh } from './rows/given.mjs';

const RUNS = Number(process.env.RUNS ?? 7);
const WITHOUT_IDS = TABLES.replace(/,\s*UNIQUE \(stream, id\)/, '');
const BARE = 'CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, data TEXT NOT NULL)';

/** A table in a file of its own, and how it takes rows, so many in a transaction. */
function table(schema, insert, valuesOf) {
  const db = new Database(fresh('appending.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(schema);
  const statement = db.prepare(insert);
  const add = db.transaction((rows) => rows.forEach((row) => statement.run(...valuesOf(row))));
  return (rows, size) => {
    for (let i = 0; i < rows.length; i += size) add.immediate(rows.slice(i, i + size));
  };
}

const whole = (schema) =>
  table(schema, `INSERT INTO events (${COLUMNS}) VALUES (${COLUMNS.replaceAll(/\w+/g, '?')})`, (row) => row);
const ways = {
  'a bare row': table(BARE, 'INSERT INTO events (stream, data) VALUES (?, ?)', (row) => [
    `negotiation-${row[1]}`,
    row[5],
  ]),
  'the row': whole(TABLES + TRIGGERS),
  'the row without triggers': whole(TABLES),
  'the row without triggers, nor ids indexed': whole(WITHOUT_IDS),
};

/** Microseconds for each of the events. */
function spent(count, work) {
  const begin = performance.now();
  work();
  return ((performance.now() - begin) * 1000) / count;
}

const all = eventsOf(10_000);
let position = 0;
for (const [size, count] of [
  [1, 1_500],
  [500, 10_000],
]) {
  const found = {};
  const note = (name, value) => (found[name] ??= []).push(value);
  for (let run = -1; run < RUNS; run += 1) {
    const stream = `negotiation-${size}-${run}`;
    const tell = (name, work) => {
      const value = spent(count, work);
      if (run >= 0) note(name, value);
    };
    let prepared;
    tell(
      'sealing, canonical JSON',
      () => (prepared = sealedWrite({ stream, events: all.slice(0, count), expected: 'any' }, (name) => name).events),
    );
    let last = START;
    let rows;
    tell('hash and checksum', () => {
      rows = prepared.map(({ event, data }) => {
        last = seal(stream, last, event, '2026-01-01T00:00:00.000Z', data);
        return rowOf((position += 1), size, last, data);
      });
    });
    for (const [name, add] of Object.entries(ways)) tell(name, () => add(rows, size));
  }
  const bare = median(found['a bare row']);
  console.log(`\n${size} in a transaction`.padEnd(45), 'µs an event'.padStart(12), 'bare : this'.padStart(12));
  for (const [name, values] of Object.entries(found)) {
    const beside = name in ways ? (bare / median(values)).toFixed(2) : '';
    console.log(name.padEnd(44), median(values).toFixed(1).padStart(12), beside.padStart(12));
  }
}
