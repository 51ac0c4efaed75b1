/**
 * Fetches from addresses that users name, which is dangerous: each address is checked, after each redirect anew and after
 * its name was looked up, and the connection goes to the very address that was checked. No cookies, no credentials, and
 * bounds on time, size and redirects.
 */
import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Writable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { checkedAddress, urlOf, type CheckedAddress, type Exceptions } from './allowed-address.js';
import { NotFetched } from './not-fetched.js';
import { resolveBySystem, type Resolve } from './resolve.js';

export interface FetchBounds {
  /** In milliseconds, all redirects together. */
  readonly time: number;
  /** In bytes, after decompression. */
  readonly bytes: number;
  readonly redirects: number;
}
export const BOUNDS: FetchBounds = { time: 10_000, bytes: 5 * 1024 * 1024, redirects: 3 };

export interface FetchOptions {
  readonly exceptions: Exceptions;
  readonly resolve?: Resolve;
  readonly bounds?: FetchBounds;
  /** For feeds: what has been fetched before. */
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** What was fetched. */
export interface Fetched {
  /** Where it was in the end. */
  readonly url: string;
  readonly status: number;
  /** The content type without parameters, in lower case. */
  readonly type: string;
  readonly charset: string | undefined;
  readonly bytes: Buffer;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

const HEADERS = {
  'user-agent': 'Parley (article reader)',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5',
  'accept-encoding': 'gzip, deflate, br',
} as const;

/** Answers with what was checked, whatever the name leads to by now. */
export function lookupOf({ addresses }: CheckedAddress): LookupFunction {
  const [first] = addresses;
  return (_, options, callback) => {
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family ?? 4);
  };
}

function open(
  checked: CheckedAddress,
  { etag, lastModified }: FetchOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const headers = {
    ...HEADERS,
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
  const options: RequestOptions = {
    agent: false,
    headers,
    signal,
    lookup: lookupOf(checked),
    maxHeaderSize: 64 * 1024,
  };
  const send = checked.url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const asked = send(checked.url, options, resolve);
    asked.on('error', reject);
    asked.end();
  });
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function decoderOf({ headers: { 'content-encoding': encoding = 'identity' } }: IncomingMessage): Transform[] {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  if (names.every((name) => name === 'identity' || name === '')) return [];
  const decoder = names.length === 1 ? DECODERS[names[0] ?? ''] : undefined;
  if (!decoder) throw new NotFetched('it is compressed in a way that is not read');
  return [decoder()];
}

/** The body after decompression. Reading stops where it is too long: a small body may unfold to a very large one. */
async function bodyOf(response: IncomingMessage, most: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      length += chunk.length;
      chunks.push(chunk);
      done(length > most ? new NotFetched(`it is larger than ${Math.floor(most / 1024)} kB`) : null);
    },
  });
  await pipeline([response, ...decoderOf(response), sink], { signal });
  return Buffer.concat(chunks);
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const single = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === 'string' ? header.slice(0, 1000) : undefined;

async function followed(
  text: string,
  options: FetchOptions,
  bounds: FetchBounds,
  signal: AbortSignal,
): Promise<Fetched> {
  let url = urlOf(text);
  for (let redirects = 0; ; redirects += 1) {
    const checked = await checkedAddress(url, options.exceptions, options.resolve ?? resolveBySystem);
    signal.throwIfAborted();
    const response = await open(checked, options, signal);
    const { statusCode: status = 0, headers } = response;
    if (REDIRECTS.has(status) && headers.location !== undefined) {
      response.destroy();
      if (redirects >= bounds.redirects) throw new NotFetched(`it leads on more than ${bounds.redirects} times`);
      url = urlOf(headers.location, url);
      continue;
    }
    const [type = '', ...parameters] = (headers['content-type'] ?? '')
      .toLowerCase()
      .split(';')
      .map((part) => part.trim());
    return {
      url: url.href,
      status,
      type,
      charset: parameters
        .find((part) => part.startsWith('charset='))
        ?.slice(8)
        .replaceAll('"', ''),
      bytes: await bodyOf(response, bounds.bytes, signal),
      etag: single(headers.etag),
      lastModified: single(headers['last-modified']),
    };
  }
}

/** Throws `NotFetched` where there is nothing to be had, or where it must not be asked for. */
export async function guardedFetch(url: string, options: FetchOptions): Promise<Fetched> {
  const bounds = options.bounds ?? BOUNDS;
  const signal = AbortSignal.timeout(bounds.time);
  try {
    return await Promise.race([followed(url, options, bounds, signal), late(signal)]);
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    if (signal.aborted) throw new NotFetched(`it did not come within ${bounds.time / 1000} seconds`, { cause: error });
    throw new NotFetched('it could not be reached', { cause: error });
  }
}

/** A look-up of a name cannot be aborted: it is not waited for. */
export const late = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
