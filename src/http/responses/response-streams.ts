/** Answers that go on for a while: sent as fast as they are read, stopped when nobody reads any more. */
import { Readable } from 'node:stream';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Makes the pieces of a stream; it is to stop when the signal says so. */
export type Pieces = (signal: AbortSignal) => AsyncIterable<string>;

/** What waits for a reader that takes nothing, at most: bytes in this process, besides what the socket holds. */
const MOST_WAITING = 1024 * 1024;
/** How long a reader may take nothing while something waits for it, in milliseconds. */
const PATIENCE = 60_000;

/** An answer that is written to whenever there is something to say. */
export interface HeldResponse {
  /** False where the reader is gone, or has just been cut off for what waits for it. */
  write(piece: string): boolean;
  /** There is no more to say. */
  end(): void;
  /** Says when the reader is gone. */
  readonly signal: AbortSignal;
}

@Injectable()
export class ResponseStreams implements BeforeApplicationShutdown {
  readonly #open = new Set<AbortController>();

  /** How many are being read at present. */
  get open(): number {
    return this.#open.size;
  }

  /** Each piece is made when the one before it has gone out: a slow reader holds up nobody but itself. */
  send(reply: FastifyReply, contentType: string, pieces: Pieces): FastifyReply {
    const ending = new AbortController();
    const stream = Readable.from(pieces(ending.signal), { objectMode: false, highWaterMark: 1 });
    this.#open.add(ending);
    stream.once('close', () => {
      ending.abort();
      this.#open.delete(ending);
    });
    return reply.header('content-type', contentType).header('cache-control', 'no-store').send(stream);
  }

  /** Written to as things happen. A reader that does not keep up is cut off: it can come again and say where it was. */
  hold(reply: FastifyReply, contentType: string): HeldResponse {
    const { raw } = reply.header('content-type', contentType).header('cache-control', 'no-store').hijack();
    raw.writeHead(200, reply.getHeaders() as Record<string, string>);
    raw.flushHeaders();
    const ending = new AbortController();
    this.#open.add(ending);
    let slow: NodeJS.Timeout | undefined;
    const end = (): void => ending.abort();
    ending.signal.addEventListener('abort', () => {
      clearTimeout(slow);
      this.#open.delete(ending);
      if (raw.writableLength > 0) raw.destroy();
      else raw.end();
    });
    raw.once('close', end).on('error', end);
    raw.on('drain', () => {
      clearTimeout(slow);
      slow = undefined;
    });
    if (reply.request.method === 'HEAD') end();
    const write = (piece: string): boolean => {
      if (ending.signal.aborted) return false;
      if (raw.write(piece)) return true;
      slow ??= setTimeout(end, PATIENCE).unref();
      if (raw.writableLength > MOST_WAITING) end();
      return !ending.signal.aborted;
    };
    return { write, end, signal: ending.signal };
  }

  // Or the stop would wait for them to the end.
  beforeApplicationShutdown(): void {
    for (const ending of this.#open) ending.abort();
  }
}
