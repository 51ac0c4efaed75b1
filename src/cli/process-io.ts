/** What surrounds a command: where it reads and writes. The process has all of it; a test brings its own. */
import type { Readable, Writable } from 'node:stream';
import { once } from 'node:events';
import type { Environment } from '../platform/config.js';

/** A terminal tells its width in characters; a file or a pipe has none. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface ProcessIo {
  readonly stdin: Readable;
  /** For data, and nothing else. */
  readonly stdout: OutputStream;
  /** For messages. */
  readonly stderr: OutputStream;
  readonly env: Environment;
}

export const writeMessage = ({ stderr }: ProcessIo, line: string): void => void stderr.write(`${line}\n`);

/** Waits for a slow reader, so that a long stream does not pile up in memory. */
export async function writeOutput({ stdout }: ProcessIo, text: string): Promise<void> {
  if (!stdout.write(text)) await once(stdout, 'drain');
}

/** Aborted by the first Ctrl-C (or SIGTERM): a command that goes on until then ends as it should. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
