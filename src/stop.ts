/**
 * A graceful stop: no new requests are accepted, those under way are answered for a while and then cut off, then the store
 * is closed.
 */
import type { INestApplication } from '@nestjs/common';
import { DRAIN_TIMEOUT } from './http/connection-drainer.js';

/** How long a stop may take, in milliseconds. */
const STOP_TIMEOUT = 2 * DRAIN_TIMEOUT;

/** The exit codes of a process that a signal ended, by convention. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

async function stop(app: INestApplication): Promise<void> {
  setTimeout(() => process.exit(1), STOP_TIMEOUT).unref();
  try {
    await app.close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`parley: the stop failed: ${String(error)}\n`);
    process.exit(1);
  }
}

/** The first signal stops the app and exits with 0; a second one exits at once. */
export function stopOnSignals(app: INestApplication): { readonly isStopping: () => boolean } {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(EXIT_CODES[signal]);
      stopping = true;
      void stop(app);
    });
  }
  return { isStopping: () => stopping };
}
