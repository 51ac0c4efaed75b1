/** Long answers: sent as fast as the client reads, and ended when it stops reading or the server stops. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Makes the pieces of a stream one by one, until the signal aborts. */
export type Pieces = (signal: AbortSignal) => AsyncIterable<string>;

/** The most bytes that may wait in this process for a client that does not read. */
const MOST_WAITING = 1024 * 1024;
/** How long a client may read nothing while bytes wait for it, in milliseconds. */
const PATIENCE = 60_000;

/** An open answer that is written to from time to time. */
export interface HeldResponse {
  /** False where the client is gone, or has just been cut off because too much waits for it. */
  write(piece: string): boolean;
  /** Resolves when the client has read what waits for it, or is gone. */
  drained(): Promise<void>;
  /** Ends the answer. */
  end(): void;
  /** Aborts when the client is gone or the answer has ended. */
  readonly signal: AbortSignal;
}

@Injectable()
export class ResponseStreams {
  readonly #open = new Set<AbortController>();
  #isStopping = false;

  /** How many are open at present. */
  get open(): number {
    return this.#open.size;
  }

  /** Sends pieces, each made when the one before it has been sent: a slow client delays nobody else. */
  send(reply: FastifyReply, contentType: string, pieces: Pieces): FastifyReply {
    const ending = this.#begun();
    const stream = Readable.from(pieces(ending.signal), { objectMode: false, highWaterMark: 1 });
    stream.once('close', () => {
      ending.abort();
      this.#open.delete(ending);
    });
    if (this.#isStopping) ending.abort();
    return reply.header('content-type', contentType).header('cache-control', 'no-store').send(stream);
  }

  /** Opens an answer to write to. A client that does not keep up is cut off: it can connect again where it was. */
  hold(reply: FastifyReply, contentType: string): HeldResponse {
    const { raw } = reply.header('content-type', contentType).header('cache-control', 'no-store').hijack();
    raw.writeHead(200, reply.getHeaders() as Record<string, string>);
    raw.flushHeaders();
    const ending = this.#begun();
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
    if (reply.request.method === 'HEAD' || this.#isStopping) end();
    const write = (piece: string): boolean => {
      if (ending.signal.aborted) return false;
      if (raw.write(piece)) return true;
      slow ??= setTimeout(end, PATIENCE).unref();
      if (raw.writableLength > MOST_WAITING) end();
      return !ending.signal.aborted;
    };
    const drained = async (): Promise<void> => {
      if (!raw.writableNeedDrain || ending.signal.aborted) return;
      await once(raw, 'drain', { signal: ending.signal }).catch(() => undefined);
    };
    return { write, drained, end, signal: ending.signal };
  }

  /** Of an answer that begins now. One that begins while the server stops has its first piece, and no more. */
  #begun(): AbortController {
    const ending = new AbortController();
    this.#open.add(ending);
    return ending;
  }

  /** Ends them, since a stop would wait for their ends. */
  endAll(): void {
    this.#isStopping = true;
    for (const ending of this.#open) ending.abort();
  }
}
