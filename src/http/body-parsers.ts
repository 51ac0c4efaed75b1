/** The bodies that are read: JSON, parsed strictly, and lines of JSON, as a stream. */
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { parseStrictly } from '../json/strict-json.js';
import { problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import { unsupportedEncoding } from './problems/refusals.js';

/** The content types that are parsed as JSON. */
export const JSON_TYPES = ['application/json'];
/** The content types that reach a handler as a stream of bytes. */
export const LINES_TYPES = ['application/x-ndjson', 'application/ndjson', 'text/plain'];
/** Those of tables, which reach a handler as a stream of bytes as well. */
export const TABLE_TYPES = ['text/csv', 'text/tab-separated-values'];

const refuseEncodedBody: onRequestHookHandler = ({ headers }, _, done) => {
  const { 'content-encoding': encoding = 'identity' } = headers;
  done(encoding.toLowerCase() === 'identity' ? undefined : unsupportedEncoding(encoding.slice(0, 50)));
};

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Refused(problem('invalid-json', 'not UTF-8'), { cause: error });
  }
}

/**
 * Replaces Fastify's own parsers, which accept duplicate keys and bytes that are not UTF-8. Parsing fails with `Refused`;
 * so does a request with a `content-encoding`, before its body is read.
 */
export function addBodyParsers(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', refuseEncodedBody);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(JSON_TYPES, { parseAs: 'buffer' }, async (_: unknown, body: Buffer) =>
    parseStrictly(textOf(body)),
  );
  // As a stream: an import may not fit in memory.
  fastify.addContentTypeParser([...LINES_TYPES, ...TABLE_TYPES], (_, payload, done) => done(null, payload));
}
