/** The streams and environment of a command: those of the process, or those that a test gives. */
import type { Readable, Writable } from 'node:stream';
import { once } from 'node:events';
import type { Environment } from '../platform/config.js';

/** An output. Only a terminal has `columns`: its width in characters. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** What a command reads from and writes to. */
export interface ProcessIo {
  readonly stdin: Readable;
  /** For data alone. */
  readonly stdout: OutputStream;
  /** For messages. */
  readonly stderr: OutputStream;
  readonly env: Environment;
}

/** Writes a line to standard error. */
export const writeMessage = ({ stderr }: ProcessIo, line: string): void => void stderr.write(`${line}\n`);

/** Writes to standard output. It waits for a slow reader, so that a long stream does not fill the memory. */
export async function writeOutput({ stdout }: ProcessIo, text: string): Promise<void> {
  if (!stdout.write(text)) await once(stdout, 'drain');
}

/** A signal that the first Ctrl-C or SIGTERM aborts, so that a command that runs until then can end properly. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
