/** Networks are taught beside each other, as many at once as there are processors: each without one part of the lessons. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { settled } from '../../../dist/intake/model/network.js';
import { packed, unpacked } from '../../../dist/intake/model/packed.js';
import { taught } from './network.mjs';

/**
 * @param lessons `{ part, lessons }` each
 * @param left the parts that are left out, one of each network; undefined: none
 * @returns the networks in that order, judged as they are shipped: in numbers of eight bits
 */
export async function taughtWithout(lessons, left) {
  const found = Array.from({ length: left.length });
  let next = 0;
  const teachers = Array.from({ length: Math.min(availableParallelism(), left.length) }, () => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: lessons });
    return new Promise((resolve, reject) => {
      const ask = () => {
        if (next < left.length) worker.postMessage({ at: next, part: left[next] }, []);
        else resolve(worker.terminate());
        next += 1;
      };
      worker.on('message', ({ at, network }) => {
        found[at] = settled(unpacked(network));
        ask();
      });
      worker.on('error', reject);
      ask();
    });
  });
  await Promise.all(teachers);
  return found;
}

if (!isMainThread)
  parentPort.on('message', ({ at, part }) => {
    const rest = workerData.filter((one) => one.part !== part).flatMap(({ lessons }) => lessons);
    parentPort.postMessage({ at, network: packed(taught(rest)) }, []);
  });
