/** Fastify with Parley's limits, body parsers and security headers, and its errors as problem documents. */
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { AccessSettings } from '../platform/settings.js';
import { LOOK_EVERY } from './connections/time-limits.js';
import { addBodyParsers } from './body-parsers.js';
import { problemOfError } from './problems/problem-of-error.js';
import { REQUEST_ID, requestIdOf } from './request-id.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { refuseConnection, sendProblem } from './problems/send-problem.js';

/** The largest JSON body, in bytes. An import is a stream, and has no limit. */
const BODY_LIMIT = 1024 * 1024;

/** The longest parameter of a path that is routed, in characters. Ids are shorter: one too long is refused as an id. */
const PARAMETER_LIMIT = 1000;

const setCommonHeaders: onRequestHookHandler = ({ id }, reply, done) => {
  reply.headers(SECURITY_HEADERS).header(REQUEST_ID, id).header('vary', 'authorization');
  done();
};

/** The adapter, before any route is added. */
export function createFastifyAdapter({ trustedProxies }: AccessSettings): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: PARAMETER_LIMIT },
    http: { connectionsCheckingInterval: LOOK_EVERY },
    clientErrorHandler: refuseConnection,
    genReqId: requestIdOf,
    ...(trustedProxies ? { trustProxy: [...trustedProxies] } : {}),
    // A URL that the router cannot read reaches no filter.
    frameworkErrors: (error: Error, _: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOfError(error)),
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  // The first hook, so that refusals have these headers as well.
  fastify.addHook('onRequest', setCommonHeaders);
  addBodyParsers(fastify);
  return adapter;
}
