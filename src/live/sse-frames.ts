/** Server-sent events as they go over the wire. */
import type { Message } from './message.js';

/** Where the wire begins, or why it goes on from elsewhere than the reader was. */
export interface Gap {
  /** What the reader has to read anew: everything after this position, as it knew it, may be missing. */
  readonly after: string | null;
  readonly position: string;
  readonly reason: string;
}

const frame = (event: string, data: unknown, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** A reader that begins at the present resumes from there, though nothing has come yet. */
export const beginning = (position: bigint): string => frame('hello', { position: String(position) }, String(position));

/** One that resumes has not had what comes before the present. */
export const resuming = (after: bigint): string => frame('hello', { position: String(after) });

export const recorded = (message: Message): string => frame('recorded', message, message.position);

export const gap = (data: Gap): string => frame('gap', data, data.position);

/** A comment, which no reader is told of: it keeps what lies in between from closing the connection. */
export const HEARTBEAT = ': still here\n\n';
