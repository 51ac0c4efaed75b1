/** `npm run demo`: starts a server, imports every shipped story and prints where the talks stand. Runs until Ctrl-C. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fail, start } from '../start.js';
import { stopOnSignals } from '../stop.js';
import { tour } from './tour.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function ready(base: string): Promise<void> {
  while (!(await fetch(`${base}/readyz`)).ok) await wait(50);
}

const { app, config } = await start();
const { isStopping } = stopOnSignals(app);
const base = await app.getUrl();
try {
  print(`Parley listens on ${base} and keeps its data in ${config.dataFolder}.`);
  await ready(base);
  await tour(base, join(process.cwd(), 'stories'), print);
  print('Press Ctrl-C to stop.');
} catch (error) {
  if (!isStopping()) fail([`the demo failed: ${error instanceof Error ? error.message : String(error)}`], 1);
}
