/**
 * Time limits of connections. Whoever sends a part of something and then nothing, or reads nothing of what is sent, would
 * else hold a connection for ever, and delay a stop. Heads and idle connections have limits of Node's.
 */
import type { Server } from 'node:http';
import { JSON_TYPES } from '../body-parsers.js';
import { problemOfConnection } from '../problems/refusals.js';
import { refuseConnection } from '../problems/send-problem.js';
import type { OpenRequest, OpenRequests } from './open-requests.js';

/** In milliseconds. Node looks for heads that have not arrived as often. */
export const LOOK_EVERY = 1_000;

/** A body that goes on has at least so many more bytes within the limit. */
const LEAST_PROGRESS = 256;

/** Bodies that are small: the whole of them must arrive within the limit. Those of imports must go on. */
const SMALL_TYPES = [...JSON_TYPES, 'application/x-www-form-urlencoded'];

const isSmall = ({ request }: OpenRequest): boolean => {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  return type === undefined || SMALL_TYPES.includes(type);
};

/** Bytes of the answer that the client has not taken yet. */
const waitingOf = ({ socket, response }: OpenRequest): number =>
  socket.writableLength + (response.writableFinished ? 0 : response.writableLength);

/** Whether a body is still arriving, and has stood still or taken too long. */
function isLate(open: OpenRequest, now: number, limit: number): boolean {
  const { request, socket } = open;
  if (request.complete) return false;
  const { bytesRead } = socket;
  // What has arrived and is not read yet waits for this server, and not for the client.
  if (bytesRead - open.read >= LEAST_PROGRESS || request.readableLength > 0) {
    open.read = bytesRead;
    open.wentOn = now;
  }
  return now - open.wentOn > limit || (isSmall(open) && now - open.began > limit);
}

/** Whether nobody reads the answer. */
function isUnread(open: OpenRequest, now: number, limit: number): boolean {
  if (!open.request.complete) return false;
  const waiting = waitingOf(open);
  if (waiting === 0 || waiting !== open.waiting) {
    open.waiting = waiting;
    open.wentOn = now;
  }
  return now - open.wentOn > 2 * limit;
}

/** Answers that the request did not arrive in time, where no answer has begun, and closes the connection. */
function cutOff({ request, response, socket }: OpenRequest): void {
  if (!request.complete && !response.headersSent)
    refuseConnection(Object.assign(new Error('late'), { code: LATE }), socket);
  socket.destroySoon();
  // One who reads nothing is not waited for.
  setTimeout(() => socket.destroy(), LOOK_EVERY).unref();
}
const LATE = 'ERR_HTTP_REQUEST_TIMEOUT' satisfies Parameters<typeof problemOfConnection>[0];

/**
 * Looks after the connections of a server until it is closed.
 * @param limit for a head, a small body, and a larger one to go on, in milliseconds; an answer that is not read has twice that
 */
export function limitTimes(server: Server, requests: OpenRequests, limit: number): void {
  server.headersTimeout = limit;
  const look = (): void => {
    const now = performance.now();
    for (const open of requests.all()) if (isLate(open, now, limit) || isUnread(open, now, limit)) cutOff(open);
  };
  const looking = setInterval(look, LOOK_EVERY).unref();
  server.once('close', () => clearInterval(looking));
}
