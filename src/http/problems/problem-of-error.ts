/** The problem document for whatever was thrown. */
import { HttpException } from '@nestjs/common';
import type { ErrorCode } from '../../../answers/error-catalogue.js';
import { problem, type Problem } from '../../../answers/problem.js';
import { Refused } from '../../problems/refused.js';
import { problemOfStore } from '../../problems/store-problem.js';
import { StoreFailure } from '../../store/store-failure.js';

/** What Nest and Fastify refuse by themselves. */
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
  // What happened is for the log alone.
  return problem('internal', 'this is a mistake in Parley; the server’s log says more');
}

/** Whoever sent a body let go of the connection before its end: nobody is left to read this, nor is it our mistake. */
const brokeOff = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'ECONNRESET';

export function problemOfError(error: unknown): Problem {
  if (error instanceof Refused) return error.problem;
  if (error instanceof StoreFailure) return problemOfStore(error);
  if (brokeOff(error)) return problem('bad-request', 'the request broke off');
  return ofFramework(error);
}
