/** Problem documents on their way out. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../../../answers/error-catalogue.js';
import type { Problem } from '../../../answers/problem.js';
import { problemOfConnection } from './refusals.js';
import { SECURITY_HEADERS } from '../responses/security-headers.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that it was answered with. */
    refusedWith?: ErrorCode;
  }
}

const TYPE = 'application/problem+json; charset=utf-8';

/** Seconds after which a client may try again what could not be done for now. */
const RETRY_AFTER = '1';

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

/** What is no HTTP reaches no route: answered on the bare connection, which is then closed. */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const problem = problemOfConnection(error.code);
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\ncontent-type: ${TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
