/** What the memory image holds of a log, beside the bytes of its JSON: `node --expose-gc bench/memory.mjs FILE`. */
import { MemoryImage } from '../dist/src/projector/memory-image.js';
import { SqliteEventStore } from '../dist/src/store/sqlite/sqlite-event-store.js';

const store = SqliteEventStore.open(process.argv[2]);
const used = () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const before = used();
const image = new MemoryImage();
let json = 0;
for (let page = await store.readAll(0n, 500); page.length > 0; page = await store.readAll(image.position, 500))
  for (const event of page) {
    json += Buffer.byteLength(JSON.stringify(event.data));
    image.apply(event);
  }
console.log(JSON.stringify({ heap: used() - before, json, events: image.applied }));
await store.close();
