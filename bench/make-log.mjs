/** Writes a log as a server has it: `node bench/make-log.mjs FOLDER REPORTS`. A thousand reports a negotiation, in the mean. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteEventStore } from '../dist/src/store/sqlite/sqlite-event-store.js';
import { workload } from './workload.mjs';

const [folder, reports] = [process.argv[2], Number(process.argv[3])];
mkdirSync(folder, { recursive: true });
const store = SqliteEventStore.open(join(folder, 'parley.sqlite'));
for (const { stream, events } of workload(reports, Math.max(20, Math.ceil(reports / 1000)))) {
  const { outcome } = await store.append(stream, events, 'any');
  if (outcome !== 'appended') throw new Error(outcome);
}
const events = await store.head();
await store.close();
const { size } = statSync(join(folder, 'parley.sqlite'));
console.log(`${events} events, ${Math.round(size / Number(events))} bytes on the disk for each`);
