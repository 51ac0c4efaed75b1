/**
 * One HTTP request. It uses `node:http`, because `fetch` gives up after five minutes without an answer, and a long import
 * may take longer.
 */
import { request as overHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as overHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

/** What a request sends. */
export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | undefined;
  readonly headers?: OutgoingHttpHeaders | undefined;
  /** A stream is sent as it is read. */
  readonly body?: string | Readable | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request; resolves when the answer's headers have arrived. */
export function sendRequest(
  url: URL,
  { method = 'GET', headers = {}, body, signal }: RequestOptions = {},
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const options = signal ? { method, headers, signal } : { method, headers };
    const outgoing = request(url, options, resolve).on('error', reject);
    if (body instanceof Readable) pipeline(body, outgoing).catch(reject);
    else outgoing.end(body);
  });
}

/** The body of an answer as text. */
export const bodyOf = (response: IncomingMessage): Promise<string> => text(response);
