/** Starts the server, and stops it when asked to. */
import { Logger } from '@nestjs/common';
import { start } from './start.js';
import { stopOnSignals } from './stop.js';

const { app, config } = await start();
stopOnSignals(app);
new Logger('Parley').log(`listens on ${await app.getUrl()}, data in ${config.dataFolder}`);
