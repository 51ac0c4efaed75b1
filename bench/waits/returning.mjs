/**
 * A restart with many open pages: how long until each has what it missed, and how long others wait meanwhile.
 * `npm run build && node bench/waits/returning.mjs`. `READERS=1000 MISSED=300`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fill, listening, MAIN } from '../long-server.mjs';

const READERS = Number(process.env.READERS ?? 1_000);
const MISSED = Number(process.env.MISSED ?? 300);

const folder = mkdtempSync(join(tmpdir(), 'parley-returning-'));
const settings = { PARLEY_DATA: folder, PARLEY_LOG_LEVEL: 'info' };

/** Resolves with the time when the event of a position has come. */
function returned(base, after, last) {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      text = text.slice(-100) + chunk;
      if (!text.includes(`id: ${last}\n`)) return;
      socket.destroy();
      resolve(performance.now());
    });
    socket.write(
      `GET /v1/stream?after=${after} HTTP/1.1\r\nhost: ${hostname}:${port}\r\naccept: text/event-stream\r\n\r\n`,
    );
  });
}

let server = await listening(MAIN, settings);
try {
  const { id } = await fill(server.base, MISSED);
  const head = Number((await (await fetch(`${server.base}/readyz`)).json()).projections[0].head);
  await server.stop();
  const begun = performance.now();
  server = await listening(MAIN, settings);
  while (!(await fetch(`${server.base}/readyz`)).ok) await wait(10);
  const ready = performance.now();
  const state = { done: false };
  const waits = [];
  const others = (async () => {
    while (!state.done) {
      const asked = performance.now();
      await (await fetch(`${server.base}/v1/negotiations/${id}/status`)).arrayBuffer();
      waits.push(performance.now() - asked);
      await wait(5);
    }
  })();
  const all = await Promise.all(
    Array.from({ length: READERS }, (_, i) => returned(server.base, head - MISSED + 1 + (i % 20), head)),
  );
  state.done = true;
  await others;
  const ms = (time) => `${time.toFixed(0)} ms`;
  console.log(`${READERS} pages come back, each having missed some ${MISSED} events`);
  console.log(`  ready after ${ms(ready - begun)}, the last page served ${ms(Math.max(...all) - ready)} later`);
  console.log(
    `  others waited at the longest ${ms(Math.max(...waits))} (first ${ms(waits[0])}), median ${ms(waits.toSorted((a, b) => a - b)[waits.length >> 1])}, ${waits.filter((time) => time > 200).length} of ${waits.length} more than 200 ms`,
  );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}
