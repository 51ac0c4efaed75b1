/** From an error to its problem document. */
import { HttpException } from '@nestjs/common';
import type { ErrorCode } from '../../../answers/error-catalogue.js';
import { problem, type Problem } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';
import { problemOfStore } from '../../problems/store-problem.js';
import { StoreFailure } from '../../store/store-failure.js';

/** What Nest and Fastify refuse, by the status that they give it. */
const BY_STATUS: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  404: ['not-found', 'there is nothing at this address; /docs lists what there is'],
  408: ['request-timeout', 'the request did not arrive in time'],
  413: ['payload-too-large', 'a body may have 1 MiB; what is longer can be imported line by line'],
  414: ['uri-too-long', 'a part of the address is too long to be an id'],
  415: ['unsupported-media-type', 'send application/json, or to /v1/import application/x-ndjson'],
};

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

function ofFramework(error: unknown): Problem {
  const status = statusOf(error);
  const known = BY_STATUS[status];
  if (known) return problem(...known);
  if (status >= 400 && status < 500) return problem('bad-request', (error as Error).message.slice(0, 300));
  // The log says what happened; the caller does not learn it.
  return problem('internal', 'this is a mistake in Parley; the server’s log says more');
}

/** The client closed the connection before its body ended: not an error of the server, and nobody reads the answer. */
const isConnectionReset = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'ECONNRESET';

/** The problem document for anything that was thrown; `internal` for what is not known. */
export function problemOfError(error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  if (error instanceof StoreFailure) return problemOfStore(error);
  if (isConnectionReset(error)) return problem('bad-request', 'the request broke off');
  return ofFramework(error);
}
