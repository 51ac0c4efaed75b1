/**
 * The import of coded events beside appending the same in batches: `node bench/coded-import.mjs 100000`, after
 * `npm run build`. Rows a second of both, and the memory that the importer itself takes: of a file whose rows are all
 * counted, and none recorded, so that the record does not grow.
 */
import { MemoryImage } from '../dist/src/projector/memory-image.js';
import { Mappings } from '../dist/src/commands/mappings/mappings.js';
import { VoiceNumbers } from '../dist/src/commands/voice-numbers.js';
import { ImportsUnderWay } from '../dist/src/commands/import/imports-under-way.js';
import { ImportStory, ImportStoryHandler } from '../dist/src/commands/import/import-story.js';
import { Projector } from '../dist/src/projector/projector.js';
import { Snapshots } from '../dist/src/projector/snapshots.js';
import { StreamLoader } from '../dist/src/projector/stream-loader.js';
import { StatusChangesCache } from '../dist/src/commands/status-changes-cache.js';
import { ReportIndexCache } from '../dist/projections/report-index/report-index-cache.js';
import { SqliteEventStore } from '../dist/src/store/sqlite/sqlite-event-store.js';
import { timed } from './measure.mjs';
import { fresh } from './rows/given.mjs';

const ROWS = Number(process.argv[2] ?? 100_000);
const COUNTRIES = ['ISR', 'PSE', 'USA', 'IRN', 'EGY', 'QAT', 'SYR', 'LBN'];
const CODES = ['036', '040', '042', '057', '085', '1041', '125', '141', '164', '190', '012', '111'];

/** A row as GDELT 2 has it: 61 columns, about 400 bytes. */
function row(i) {
  const [a, b] = [COUNTRIES[i % 8], COUNTRIES[(i * 5 + 1 + (i >> 3)) % 8]];
  const day = `2023${String(1 + (i % 12)).padStart(2, '0')}${String(1 + (i % 28)).padStart(2, '0')}`;
  const actor = (code) => [`${code}GOV`, `${code} GOVERNMENT`, code, '', '', '', '', 'GOV', '', ''];
  const code = CODES[i % 12];
  const event = ['1', code, code.slice(0, 3), code.slice(0, 2), '2', '3.4', '10', '2', '10', '-1.9557'];
  const place = ['4', 'Doha, Ad Dawhah, Qatar', 'QA', 'QA01', '', '25.2867', '51.5333', '-785169'];
  const dates = [1_000_000 + i, day, day.slice(0, 6), '2023', '2023.7671'];
  return `${[...dates, ...actor(a), ...actor(b), ...event, ...place, ...place, ...place, `${day}131500`, `https://www.example-${i % 50}.com/news/2023/10/09/article-${i}.html`].join('\t')}\n`;
}

function* chunks(rows) {
  let text = '';
  for (let i = 0; i < rows; i += 1) {
    text += row(i);
    if (text.length > 64 * 1024) {
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(text);
}

/** An importer with a store of its own. */
function importer() {
  const store = SqliteEventStore.open(fresh('coded.sqlite'));
  const image = new MemoryImage();
  const loader = new StreamLoader(store, image);
  const clock = { now: () => Date.now() };
  const handler = new ImportStoryHandler(
    store,
    image,
    clock,
    loader,
    new StatusChangesCache(new ReportIndexCache()),
    new Mappings(store),
    new VoiceNumbers(),
    new ImportsUnderWay(),
  );
  const projector = new Projector(store, image, new Snapshots(store, image, loader));
  projector.onApplicationBootstrap();
  const run = (rows, openDyads) =>
    handler.execute(new ImportStory(chunks(rows), { recorder: 'bench', coded: { format: 'gdelt', openDyads } }));
  const close = async () => {
    projector.onApplicationShutdown();
    await store.close();
  };
  return { store, run, close };
}

/** The time that work takes, and that of the processor: others may keep the machine busy. */
async function spent(work) {
  const before = process.cpuUsage();
  const ms = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000 };
}

const perSecond = (count, ms) => Math.round((count * 1000) / ms);

async function speed() {
  const { store, run, close } = importer();
  let answer;
  const { ms, cpu } = await spent(async () => (answer = await run(ROWS, 'all')));
  const bare = SqliteEventStore.open(fresh('bare.sqlite'));
  let appended = 0;
  let position;
  const appending = { ms: 0, cpu: 0 };
  for (;;) {
    const page = await store.readAll(position, 500);
    if (page.length === 0) break;
    position = page.at(-1).position;
    const streams = Map.groupBy ? Map.groupBy(page, ({ stream }) => stream) : grouped(page);
    const writes = [...streams].map(([stream, events]) => ({
      stream,
      events: events.map(({ id, type, data, recorder, schemaVersion, correlationId, causationId }) => ({
        id,
        type,
        // In plain text: what is appended is not opened meanwhile.
        data: JSON.parse(JSON.stringify(data)),
        recorder,
        schemaVersion,
        correlationId,
        causationId,
      })),
      expected: 'any',
    }));
    const one = await spent(() => bare.appendTogether(writes));
    appending.ms += one.ms;
    appending.cpu += one.cpu;
    appended += page.length;
  }
  const [ours, theirs] = [perSecond(answer.recorded, ms), perSecond(appended, appending.ms)];
  console.log(
    `${ROWS} rows, ${answer.recorded} recorded, ${answer.refused.length} refused: ${ours} events/s (${perSecond(ROWS, ms)} rows/s) beside ${theirs} events/s appended in batches of 500: ${(ours / theirs).toFixed(2)}; of processor time ${(appending.cpu / cpu).toFixed(2)} (import ${((cpu * 1000) / answer.recorded).toFixed(1)} µs/event, append ${((appending.cpu * 1000) / appended).toFixed(1)} µs/event, ${((cpu * 1000) / ROWS).toFixed(1)} µs/row)`,
  );
  await bare.close();
  await close();
}

function grouped(page) {
  const found = new Map();
  for (const event of page) found.set(event.stream, [...(found.get(event.stream) ?? []), event]);
  return found;
}

/** The largest heap while a file is read, above that before, in MiB. */
async function memory(rows) {
  const { run, close } = importer();
  await run(1_000, []);
  globalThis.gc?.();
  const before = process.memoryUsage();
  let most = 0;
  const timer = setInterval(() => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external - before.heapUsed - before.external);
  }, 100);
  const ms = await timed(() => run(rows, []));
  clearInterval(timer);
  console.log(
    `${rows} rows counted, none recorded: ${(most / 2 ** 20).toFixed(1)} MiB more, ${perSecond(rows, ms)} rows/s`,
  );
  await close();
}

if (process.argv[3] === 'memory') await memory(ROWS);
else await speed();
