/**
 * What recording a report costs without HTTP, in processor time: decided, sealed, stored, applied, and told what it changed.
 * `npm run build && node bench/log/recording.mjs`, or with `--cpu-prof` for where it goes. 64 at a time, over 200 talks.
 */
import { ReportIndexCache } from '../../dist/projections/report-index/report-index-cache.js';
import { EventRecorder } from '../../dist/src/commands/event-recorder.js';
import { RecordReport, RecordReportHandler } from '../../dist/src/commands/record-report.js';
import { StatusChangesCache } from '../../dist/src/commands/status-changes-cache.js';
import { VoiceNumbers } from '../../dist/src/commands/voice-numbers.js';
import { MemoryImage } from '../../dist/src/projector/memory-image.js';
import { Projector } from '../../dist/src/projector/projector.js';
import { Snapshots } from '../../dist/src/projector/snapshots.js';
import { StreamLoader } from '../../dist/src/projector/stream-loader.js';
import { SqliteEventStore } from '../../dist/src/store/sqlite/sqlite-event-store.js';
import { fresh } from '../rows/given.mjs';
import { opening, reportAt, TALKS } from '../rows/reports.mjs';

const ROUNDS = 4;
const AT_ONCE = 64;
const COUNT = Number(process.argv[2] ?? 12_000) / ROUNDS;

const store = SqliteEventStore.open(fresh('recording.sqlite'));
const image = new MemoryImage();
const loader = new StreamLoader(store, image);
const statusChanges = new StatusChangesCache(new ReportIndexCache());
const clock = { now: () => Date.now() };
const recorder = new EventRecorder(store, image, clock, loader, statusChanges, new VoiceNumbers());
const handler = new RecordReportHandler(recorder);
const projector = new Projector(store, image, new Snapshots(store, image, loader));
projector.onApplicationBootstrap();

const writing = { recorder: 'bench' };
for (let i = 0; i < TALKS; i += 1)
  await recorder.record({ type: 'NegotiationOpened', data: opening(`talks-${i}`) }, writing);

let next = 1_000;
const recordNext = () => {
  next += 1;
  return handler.execute(new RecordReport(`talks-${next % TALKS}`, reportAt(next), writing));
};
for (let round = 0; round < ROUNDS; round += 1) {
  const begun = process.cpuUsage();
  for (let i = 0; i < COUNT; i += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, recordNext));
  const { user, system } = process.cpuUsage(begun);
  console.log(`${Math.round((user + system) / COUNT)} µs of the processor for each of ${COUNT} reports`);
}
projector.onApplicationShutdown();
await store.close();
