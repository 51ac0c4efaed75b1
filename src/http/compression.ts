/**
 * Compression of the documents: the pages, and the description of the interface. Answers with an entity tag are
 * compressed where they get it (`etag.interceptor.ts`), and the files of the pages when they are built. Nothing else is:
 * not what is sent as it comes about (live streams, replays, exports), and not what holds a secret (a new token), whose
 * length would tell of it to whoever may choose what stands beside it.
 */
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { BROTLI, ENCODINGS, LEAST } from './content-encoding.js';

/** Of a route: its answers are compressed. */
export const COMPRESSED = { compress: {} } as const;

/** Call it before routes are added. A route without `COMPRESSED` sends its answers as they are. */
export async function addCompression(fastify: FastifyInstance): Promise<void> {
  fastify.addHook('onRoute', (route) => {
    route.compress ??= false;
    route.decompress ??= false;
  });
  await fastify.register(compress, {
    global: false,
    encodings: [...ENCODINGS],
    threshold: LEAST,
    brotliOptions: BROTLI,
  });
}
