/** `npm run demo`: starts a server, imports every shipped story and prints where the talks stand. Runs until Ctrl-C. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fail, start } from '../start.js';
import { stopOnSignals } from '../stop.js';
import { demoToken, ELSEWHERE } from './demo-token.js';
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
  const { bootstrapToken } = config.access;
  const token = bootstrapToken === undefined ? undefined : await demoToken(base, bootstrapToken);
  if (token === undefined && (await fetch(`${base}/v1/stories`)).status === 401)
    throw new Error(`the data folder has tokens: ${ELSEWHERE}`);
  await tour({ base, token }, join(process.cwd(), 'stories'), print);
  if (token !== undefined) print(`The pages ask for a token. This one is good for a day: ${token}`);
  print('Press Ctrl-C to stop.');
} catch (error) {
  if (!isStopping()) fail([`the demo failed: ${error instanceof Error ? error.message : String(error)}`], 1);
}
