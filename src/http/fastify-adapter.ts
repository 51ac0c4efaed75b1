/** Fastify as Parley uses it: its limits, what bodies it takes, and its own errors as problem documents. */
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessSettings } from '../platform/config.js';
import { addBodyParsers } from './body-parsers.js';
import { problemOfError } from './problems/problem-of-error.js';
import { REQUEST_ID, requestIdOf } from './request-id.js';
import { SECURITY_HEADERS } from './responses/security-headers.js';
import { refuseConnection, sendProblem } from './problems/send-problem.js';

/** The largest JSON body, in bytes. An import is a stream and may be longer. */
const BODY_LIMIT = 1024 * 1024;

/** Longer than any id, so that a long one is refused as what it is. */
const PARAMETER_LIMIT = 1000;

export function createFastifyAdapter({ trustedProxies }: AccessSettings): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: PARAMETER_LIMIT },
    clientErrorHandler: refuseConnection,
    genReqId: requestIdOf,
    ...(trustedProxies ? { trustProxy: [...trustedProxies] } : {}),
    // A URL that the router cannot read gets here, past every filter.
    frameworkErrors: (error: Error, _: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOfError(error)),
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  // First of all, so that refusals have them as well.
  fastify.addHook('onRequest', ({ id }, reply, done) => {
    reply.headers(SECURITY_HEADERS).header(REQUEST_ID, id).header('vary', 'authorization');
    done();
  });
  addBodyParsers(fastify);
  return adapter;
}
