/** The frames of the live stream: server-sent events as text. */
import type { Message, StreamGap } from '../../answers/live.js';

const frame = (event: string, data: unknown, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * The first frame of a reader that begins at the present. With an `id`, so that it can resume before any event came.
 */
export const helloFrame = (position: bigint): string =>
  frame('hello', { position: String(position) }, String(position));

/** The first frame of a reader that resumes. Without an `id`: the events that it missed come only now. */
export const resumingFrame = (after: bigint): string => frame('hello', { position: String(after) });

export const recordedFrame = (message: Message): string => frame('recorded', message, message.position);

export const gapFrame = (data: StreamGap): string => frame('gap', data, data.position);

/** A comment, which readers ignore: it keeps proxies from closing the connection. */
export const HEARTBEAT = ': still here\n\n';
