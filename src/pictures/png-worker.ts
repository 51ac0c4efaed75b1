/** A worker thread: draws one picture after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { lazyAsync } from '../../projections/support/lazy-async.js';
import { drawnPng, type Drawn } from './drawn-png.js';
import { unpackedFonts } from './fonts/shipped.js';

/** A picture that is asked for. */
export interface Asked extends Drawn {
  readonly id: number;
}

export type Answered = { readonly id: number } & ({ readonly png: Uint8Array } | { readonly failed: string });

const fonts = lazyAsync(() => unpackedFonts(workerData as string));

async function answerTo({ id, ...drawn }: Asked): Promise<Answered> {
  try {
    return { id, png: await drawnPng(drawn, await fonts()) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (asked: Asked) => {
  void answerTo(asked).then((answered) => parentPort?.postMessage(answered, []));
});
