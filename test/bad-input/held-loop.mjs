/**
 * Preloaded into a server (`--import`): for how long its main thread holds the event loop at a time, by the processor's time
 * of that thread, which says the same on a busy machine. What took more than 20 ms stands, after the end of the process, in
 * the file that `HELD_LOOP` names, as lists of [when it was over, in milliseconds since the epoch; milliseconds]. Linux alone.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env['HELD_LOOP'];
const ofThread = `/proc/self/task/${process.pid}/schedstat`;
const used = () => Number(readFileSync(ofThread, 'utf8').split(' ', 1)[0]) / 1e6;

if (isMainThread && file !== undefined) {
  const held = [];
  let before = used();
  const look = () => {
    const now = used();
    if (now - before > 20) held.push([Date.now(), now - before]);
    before = now;
    setTimeout(look, 1).unref();
  };
  look();
  process.once('exit', () => writeFileSync(file, JSON.stringify(held)));
}
