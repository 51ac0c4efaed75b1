/**
 * A graceful stop: no new connections are accepted, what was received whole is answered, the rest is cut off after some
 * seconds, then the store is closed. What is acknowledged is on the disk, so that a stop that takes too long may be ended.
 */
import type { INestApplication } from '@nestjs/common';

/** How long a stop may take, in milliseconds. */
const STOP_TIMEOUT = 9_000;

/** The exit codes of a process that a signal ended, by convention. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

async function stop(app: INestApplication): Promise<void> {
  setTimeout(() => {
    process.stderr.write('parley: not all could be ended in time; nothing that was acknowledged is lost\n');
    process.exit(0);
  }, STOP_TIMEOUT).unref();
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
