/** Requests within this server, as the sender of a request: roles, limits and checks are those of any other request. */
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The headers that make a request within this server the same as one of whoever sent the other. */
const FORWARDED_HEADERS = [
  'host',
  'cookie',
  'authorization',
  'origin',
  'x-forwarded-for',
  'x-forwarded-proto',
] as const;

export interface InnerRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Sends requests to this server in the name of another request's sender. */
export function requestsAs(fastify: FastifyInstance, { headers, raw }: FastifyRequest) {
  const own = Object.fromEntries(FORWARDED_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
  const remoteAddress = raw.socket.remoteAddress ?? '';
  return ({ method, url, headers: more = {}, body, signal }: InnerRequest) =>
    fastify.inject({
      method,
      url,
      headers: { ...more, ...own },
      remoteAddress,
      ...(body === undefined ? {} : { payload: body }),
      ...(signal ? { signal } : {}),
    });
}
