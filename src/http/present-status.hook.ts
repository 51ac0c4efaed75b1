/**
 * A fast path for the present status, the route that is called most. Where its answer is cached, a hook sends it before
 * Nest's guards, pipes and interceptors run, with the same headers. Access control runs before the hook.
 */
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { NegotiationId } from '../../events/ids.js';
import { sightOf } from '../access/shown-speakers.js';
import { Config } from '../platform/config.js';
import { Projector } from '../projector/projector.js';
import type { SerializedResponse } from '../queries/serialized-response.js';
import { ProjectionCache } from '../queries/projection-cache.js';
import { encodingOf, withEtag } from './interceptors/etag.interceptor.js';
import { addMementoHeaders, VARY } from './interceptors/memento.interceptor.js';

const ROUTE = '/v1/negotiations/:negotiation/status';

@Injectable()
export class PresentStatus {
  constructor(
    private readonly projector: Projector,
    private readonly cache: ProjectionCache,
    private readonly config: Config,
  ) {}

  /** Adds the hook to the route: call it before routes are added. */
  addHook(fastify: FastifyInstance): void {
    const sendPresentStatus = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
      const cached = this.#cachedAnswer(request);
      if (!cached) return done();
      const encoding = encodingOf(request, cached);
      // It is compressed on the long way, once for as long as it holds.
      if (encoding !== undefined && !cached.compressedAs(encoding)) return done();
      reply.header('vary', VARY);
      addMementoHeaders(request, reply);
      reply.send(withEtag(request, reply, cached, encoding));
    };
    fastify.addHook('onRoute', (route) => {
      if (route.url === ROUTE) route.preHandler = [route.preHandler ?? [], sendPresentStatus].flat();
    });
  }

  /** Undefined where nothing is cached, or the request has parameters or a date. */
  #cachedAnswer({ caller, headers, params, url }: FastifyRequest): SerializedResponse | undefined {
    if (url.includes('?') || headers['accept-datetime'] !== undefined || !this.projector.hasCaughtUp) return undefined;
    const { negotiation } = params as { negotiation: NegotiationId };
    return this.cache.cachedStatus(negotiation, sightOf(caller, this.config.access.showSpeakers));
  }
}
