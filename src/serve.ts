/** Starts the server, and stops it when asked to. */
import { Logger } from '@nestjs/common';
import type { Environment } from './config.js';
import { start } from './start.js';
import { stopOnSignals } from './stop.js';

export async function serve(environment: Environment): Promise<void> {
  const { app, config } = await start(environment);
  stopOnSignals(app);
  new Logger('Parley').log(`listens on ${await app.getUrl()}, data ${config.whereabouts}`);
}
