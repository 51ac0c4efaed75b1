/** The server within the process of a test. */
import { pathToFileURL } from 'node:url';
import { startApp as start } from '../../src/app.js';
import { AlertsThread } from '../../src/alerts/keeping/alerts-thread.js';
import { IntakeWorkers } from '../../src/intake/workers/intake-workers.js';
import { built } from './program.js';

/** As the program starts it, from its sources. Its workers are threads, which run what was built. */
export const startApp: typeof start = async (...given) => {
  const app = await start(...given);
  app.get(IntakeWorkers).program = pathToFileURL(built('intake/workers/worker.js'));
  app.get(AlertsThread).program = pathToFileURL(built('alerts/keeping/worker.js'));
  return app;
};
