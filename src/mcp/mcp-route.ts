/**
 * The route of assistants: MCP over streamable HTTP. It keeps no session: each message is answered by itself, as whoever
 * sends it, and what a tool asks for is a request of theirs to the HTTP interface.
 */
import type { JSONRPCErrorResponse } from '@modelcontextprotocol/server';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fetch } from '../../packages/client/src/connection.js';
import { Parley } from '../../packages/client/src/parley.js';
import { lazyAsync } from '../../projections/support/lazy-async.js';
import { JSON_TYPES } from '../http/body-parsers.js';
import { unsupportedMediaType } from '../http/problems/refusals.js';
import { requestsAs, type InnerRequest } from '../http/request-within.js';
import { currentCall } from '../queries/pacing/call.js';

/** The headers that the protocol reads. */
const PROTOCOL_HEADERS = /^(?:accept|content-type|last-event-id|mcp-.*)$/;

const EMPTY: ReadonlySet<number> = new Set([204, 304]);

/** A `fetch` that goes no further than this server. */
function fetchWithin(fastify: FastifyInstance, request: FastifyRequest): Fetch {
  const send = requestsAs(fastify, request);
  const gone = currentCall.getStore()?.signal;
  return async (url, { method, headers, body }) => {
    const inner = { method: method as InnerRequest['method'], url, headers: headers as Record<string, string> };
    const answer = await send({
      ...inner,
      ...(typeof body === 'string' ? { body } : {}),
      ...(gone ? { signal: gone } : {}),
    });
    const { statusCode: status, payload } = answer;
    const told = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    return new Response(EMPTY.has(status) ? null : payload, { status, headers: told });
  };
}

/** The request as the protocol's library reads it; its body has been parsed. */
function webRequest({ headers }: FastifyRequest): Request {
  const read = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    PROTOCOL_HEADERS.test(name) && typeof value === 'string' ? [[name, value]] : [],
  );
  const gone = currentCall.getStore()?.signal;
  return new Request('http://parley/mcp', { method: 'POST', headers: read, ...(gone ? { signal: gone } : {}) });
}

/** Many messages in one request would be many requests for the price of one. The protocol has had none since 2025-06-18. */
const ONE_AT_A_TIME: JSONRPCErrorResponse = {
  jsonrpc: '2.0',
  error: { code: -32600, message: 'Bad Request: send one message in a request' },
};

/** No answer is a stream without end: a tool tells nothing before its result, and nothing can be subscribed to. */
async function sendResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const text = await response.text();
  void reply.status(response.status).header('cache-control', 'no-store');
  return text === '' ? reply.send() : reply.type(response.headers.get('content-type') ?? 'application/json').send(text);
}

/** Loaded with the first message: most servers get none. */
const protocol = lazyAsync(async () => ({
  ...(await import('@modelcontextprotocol/server')),
  ...(await import('./mcp-server.js')),
}));

/** Adds the route: call it after access control has added its hooks. */
export function addMcpRoute(fastify: FastifyInstance): void {
  const log = new Logger('Mcp');
  fastify.post('/mcp', async (request, reply) => {
    const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
    if (type === undefined || !JSON_TYPES.includes(type)) throw unsupportedMediaType(JSON_TYPES);
    if (Array.isArray(request.body)) return reply.status(400).send(ONE_AT_A_TIME);
    const parley = new Parley({ fetch: fetchWithin(fastify, request), retries: 0 });
    const { createMcpHandler, mcpServer } = await protocol();
    const { fetch } = createMcpHandler(() => mcpServer(parley), {
      // What could be subscribed to never changes.
      maxSubscriptions: 0,
      onerror: (error) => log.debug(error.message),
    });
    return sendResponse(reply, await fetch(webRequest(request), { parsedBody: request.body }));
  });
}
