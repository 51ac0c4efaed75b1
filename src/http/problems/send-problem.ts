/** Sends problem documents. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../../../answers/error-catalogue.js';
import type { Problem } from '../../../answers/problem.js';
import { problemOfConnection } from './refusals.js';
import { SECURITY_HEADERS } from '../security-headers.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem document that answered it; undefined where none did. */
    refusedWith?: ErrorCode;
  }
}

const TYPE = 'application/problem+json; charset=utf-8';

/** Seconds after which a client may repeat a request that was answered with 503. */
const RETRY_AFTER = '1';

/** Does nothing where an answer has begun already. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (reply.sent || reply.raw.headersSent) return;
  reply.request.refusedWith = problem.code;
  if (problem.status === 503) reply.header('retry-after', RETRY_AFTER);
  void reply
    .status(problem.status)
    .headers(SECURITY_HEADERS)
    .header('content-type', TYPE)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
}

/** Answers what is not HTTP, which reaches no route, and closes the connection. */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const problem = problemOfConnection(error.code);
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\ncontent-type: ${TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
