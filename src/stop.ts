/** A graceful stop: no new requests, those under way are answered, then the store is closed. */
import type { INestApplication } from '@nestjs/common';

/** How long the stop may take, in milliseconds. */
const PATIENCE = 10_000;

/** The exit code of a process that a signal ended, by convention. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

async function stop(app: INestApplication): Promise<void> {
  setTimeout(() => process.exit(1), PATIENCE).unref();
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
      if (stopping) process.exit(CODES[signal]);
      stopping = true;
      void stop(app);
    });
  }
  return { isStopping: () => stopping };
}
