/** Which bodies are taken: JSON, read strictly, and for an import lines of JSON as they arrive. */
import type { FastifyInstance } from 'fastify';
import { parseStrictly } from '../json/strict-json.js';
import { problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import { unsupportedEncoding } from './problems/refusals.js';

export const JSON_TYPES = ['application/json'];
export const LINES_TYPES = ['application/x-ndjson', 'application/ndjson', 'text/plain'];

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Refused(problem('invalid-json', 'not UTF-8'), { cause: error });
  }
}

/** In place of the parsers that Fastify brings, which let more pass. */
export function addBodyParsers(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ headers }, _, done) => {
    const { 'content-encoding': encoding = 'identity' } = headers;
    done(encoding.toLowerCase() === 'identity' ? undefined : unsupportedEncoding(encoding.slice(0, 50)));
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(JSON_TYPES, { parseAs: 'buffer' }, async (_: unknown, body: Buffer) =>
    parseStrictly(textOf(body)),
  );
  // The stream itself: an import may be longer than what fits in memory.
  fastify.addContentTypeParser(LINES_TYPES, (_, payload, done) => done(null, payload));
}
