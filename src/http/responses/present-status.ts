/**
 * The present status is what is asked for most, and seldom another than a moment ago. Where it is at hand it is sent
 * before the framework's guards, pipes and interceptors come to it, but not before the gate, and just as they would.
 */
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { NegotiationId } from '../../../events/ids.js';
import { Projector } from '../../projector/projector.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { ProjectionCache } from '../../queries/projection-cache.js';
import { withEtag } from '../interceptors/etag.interceptor.js';
import { addMementoHeaders, VARY } from '../interceptors/memento.interceptor.js';

const ROUTE = '/v1/negotiations/:negotiation/status';

@Injectable()
export class PresentStatus {
  constructor(
    private readonly projector: Projector,
    private readonly cache: ProjectionCache,
  ) {}

  /** To be called before routes are added. */
  addHook(fastify: FastifyInstance): void {
    const answer = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
      const prepared = this.#atHand(request);
      if (!prepared) return done();
      reply.header('vary', VARY);
      addMementoHeaders(request, reply);
      reply.send(withEtag(request, reply, prepared));
    };
    fastify.addHook('onRoute', (route) => {
      if (route.url === ROUTE) route.preHandler = [route.preHandler ?? [], answer].flat();
    });
  }

  /** Undefined where anything is asked besides, by parameters or by a date. */
  #atHand({ headers, params, url }: FastifyRequest): SerializedResponse | undefined {
    if (url.includes('?') || headers['accept-datetime'] !== undefined || !this.projector.hasCaughtUp) return undefined;
    return this.cache.cachedStatus((params as { negotiation: NegotiationId }).negotiation);
  }
}
