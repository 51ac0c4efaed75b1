/** Starts the server, and stops it when asked to. */
import { Logger } from '@nestjs/common';
import type { Environment } from './platform/config.js';
import { start } from './start.js';
import { stopOnSignals } from './stop.js';

export async function serve(environment: Environment): Promise<void> {
  // Where whoever read its messages has gone, it goes on: without a listener, Node ends a process that writes to nobody.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const { app, config } = await start(environment);
  stopOnSignals(app);
  new Logger('Parley').log(`listens on ${await app.getUrl()}, data ${config.whereabouts}`);
}
