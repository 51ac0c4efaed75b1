/** Runs the server until a signal stops it. */
import { Logger } from '@nestjs/common';
import type { Environment } from './platform/config.js';
import { start } from './start.js';
import { stopOnSignals } from './stop.js';

/** Starts the server. Ends the process where it cannot start, as `start` does. */
export async function serve(environment: Environment): Promise<void> {
  // Without a listener for errors, Node ends the process once nobody reads its output any more.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const { app, config } = await start(environment);
  stopOnSignals(app);
  new Logger('Parley').log(`listens on ${await app.getUrl()}, data ${config.whereabouts}`);
}
