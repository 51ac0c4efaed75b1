/** Answers that go on for a while: sent as fast as they are read, stopped when nobody reads any more. */
import { Readable } from 'node:stream';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Makes the pieces of a stream; it is to stop when the signal says so. */
export type Pieces = (signal: AbortSignal) => AsyncIterable<string>;

@Injectable()
export class Streams implements BeforeApplicationShutdown {
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

  // Or the stop would wait for them to the end.
  beforeApplicationShutdown(): void {
    for (const ending of this.#open) ending.abort();
  }
}
