/**
 * One request over HTTP. By `node:http` and not by `fetch`, which gives up when an answer is five minutes away, as that
 * to a long import may be.
 */
import { request as overHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as overHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | undefined;
  readonly headers?: OutgoingHttpHeaders | undefined;
  /** A stream is sent as it comes. */
  readonly body?: string | Readable | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Resolves when the answer begins. */
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

export const bodyOf = (response: IncomingMessage): Promise<string> => text(response);
