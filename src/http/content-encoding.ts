/** Which encoding an answer is sent in: what the client takes, where the body is long enough to gain by it. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyRequest } from 'fastify';

/** In the order of preference. */
export const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Shorter bodies are sent as they are, in bytes: with their headers they fit one packet either way. */
export const LEAST = 1_024;

/** A middle quality: the highest one takes a hundred times as long, and is for files that are encoded once. */
export const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** The same bytes, encoded, off the main thread. */
export const compressed = (body: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'br' ? compressors.br(body, BROTLI) : compressors.gzip(body);

/** The codings that a header accepts: those named with a weight above zero. */
function accepted(header: string): ReadonlySet<string> {
  const parts = header.split(',').map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  return new Set(parts.flatMap(([coding = '', weight]) => (weight && /^q=0(?:\.0*)?$/.test(weight) ? [] : [coding])));
}

/** The encoding that a request takes; undefined: none of ours. */
export function encodingFor({ headers }: Pick<FastifyRequest, 'headers'>): Encoding | undefined {
  const header = headers['accept-encoding'];
  if (typeof header !== 'string') return undefined;
  const takes = accepted(header);
  return ENCODINGS.find((one) => takes.has(one));
}
