// What the tree of the log costs: an append made alone with it and without it, by turns, and proofs in a long log.
//
//     npm run build && node bench/log/tree.mjs [events in the long log]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v4 } from 'uuid';
import { TreeReader } from '../../dist/events/log/tree-reader.js';
import { SqliteEventStore } from '../../dist/src/store/sqlite/sqlite-event-store.js';

const EVENTS = Number(process.argv[2] ?? 1_000_000);
const ALONE = 3_000;
const folder = mkdtempSync(join(tmpdir(), 'parley-tree-'));
const labels = { type: 'T', recorder: 'bench', schemaVersion: 1, correlationId: v4(), causationId: v4() };
const event = (i) => ({ id: v4(), data: { i, text: 'x'.repeat(400) }, ...labels });
const at = (sorted, share) => sorted[Math.floor(sorted.length * share)].toFixed(3);
const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;

/** Milliseconds of each append made alone; every tile is stored within one of them. */
async function alone() {
  const store = SqliteEventStore.open(join(folder, 'alone.sqlite'));
  const fill = store.tree.fill.bind(store.tree);
  const times = { with: [], without: [] };
  for (let i = 0; i < ALONE * 2; i += 1) {
    // By turns of 256 appends, so that what else the machine does falls on both alike.
    const kind = Math.floor(i / 256) % 2 === 0 ? 'with' : 'without';
    store.tree.fill = kind === 'with' ? fill : () => undefined;
    const began = performance.now();
    await store.append('s', [event(i)], 'any');
    times[kind].push(performance.now() - began);
  }
  await store.close();
  return times;
}

async function proofs() {
  const store = SqliteEventStore.open(join(folder, 'long.sqlite'));
  for (let i = 0; i < EVENTS; i += 2_000)
    await store.append(
      's',
      Array.from({ length: Math.min(2_000, EVENTS - i) }, (_, j) => event(i + j)),
      'any',
    );
  const began = performance.now();
  const size = await store.tree.size();
  console.log(`rest of the tree of ${size} events taken in: ${(performance.now() - began).toFixed(1)} ms`);
  const reader = new TreeReader((...tile) => store.tree.tile(...tile));
  const [times, bytes] = [[], []];
  for (let i = 0; i < 2_000; i += 1) {
    const index = Math.floor(Math.random() * size);
    const start = performance.now();
    const proof = await reader.inclusion(index, await store.tree.size());
    times.push(performance.now() - start);
    bytes.push(JSON.stringify(proof.map((hash) => Buffer.from(hash).toString('base64'))).length);
  }
  const sorted = times.toSorted((a, b) => a - b);
  console.log(`proof of any event: median ${at(sorted, 0.5)}, 99 % ${at(sorted, 0.99)}, most ${at(sorted, 0.9999)} ms`);
  console.log(`its hashes as JSON: at most ${Math.max(...bytes)} bytes`);
  await store.close();
}

try {
  const times = await alone();
  for (const [kind, list] of Object.entries(times)) {
    const sorted = list.toSorted((a, b) => a - b);
    console.log(`append alone ${kind} the tree: mean ${mean(list).toFixed(3)}, median ${at(sorted, 0.5)} ms`);
  }
  await proofs();
} finally {
  rmSync(folder, { recursive: true });
}
