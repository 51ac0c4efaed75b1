/** A worker thread: reads a search index from end to end, and says what is wrong with it. */
import { parentPort, workerData } from 'node:worker_threads';
import { damageIn } from './whole-file.js';

parentPort?.postMessage(damageIn(workerData as string), []);
