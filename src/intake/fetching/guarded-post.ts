/**
 * Posts to an address that a user names, under the same guard as what is fetched: it is checked each time after its name
 * was looked up, and the connection goes to the very address that was checked. Nothing leads on from there.
 */
import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { checkedAddress, urlOf, type CheckedAddress, type Exceptions } from './allowed-address.js';
import { late, lookupOf } from './guarded-fetch.js';
import { NotFetched } from './not-fetched.js';
import type { Resolve } from './resolve.js';

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly exceptions: Exceptions;
  readonly resolve: Resolve;
  /** In milliseconds, from the look-up of the name to the end of the answer. */
  readonly time: number;
}

/** What was answered. Its body is read, and nobody sees it: it is the answer of a server that a user has named. */
export interface Posted {
  readonly status: number;
  /** Seconds after which it may be tried again, where the receiver says so. */
  readonly retryAfter: number | undefined;
}

/** So much of an answer is read. */
const MOST_READ = 64 * 1024;

function open(checked: CheckedAddress, { headers, body }: PostOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    headers: { 'user-agent': 'Parley (alerts)', ...headers, 'content-length': String(Buffer.byteLength(body)) },
    signal,
    lookup: lookupOf(checked),
    maxHeaderSize: 16 * 1024,
  };
  const send = checked.url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const asked = send(checked.url, options, resolve);
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Reads the answer to its end. One that is cut off is none. */
async function readToEnd(response: IncomingMessage): Promise<void> {
  let length = 0;
  for await (const chunk of response) {
    length += (chunk as Buffer).length;
    if (length > MOST_READ) break;
  }
}

function secondsIn({ headers: { 'retry-after': header } }: IncomingMessage): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}

async function posted(url: string, options: PostOptions, signal: AbortSignal): Promise<Posted> {
  const checked = await checkedAddress(urlOf(url), options.exceptions, options.resolve);
  signal.throwIfAborted();
  const response = await open(checked, options, signal);
  await readToEnd(response);
  return { status: response.statusCode ?? 0, retryAfter: secondsIn(response) };
}

/** Throws `NotFetched` where it must not be posted there, or where nothing whole is answered. */
export async function guardedPost(url: string, options: PostOptions): Promise<Posted> {
  const signal = AbortSignal.timeout(options.time);
  try {
    return await Promise.race([posted(url, options, signal), late(signal)]);
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    if (signal.aborted)
      throw new NotFetched(`there was no whole answer within ${options.time / 1000} seconds`, { cause: error });
    throw new NotFetched('there was no whole answer', { cause: error });
  }
}
