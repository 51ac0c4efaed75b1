/**
 * The present status is what is asked for most, and seldom another than a moment ago. Where it is at hand it is sent
 * before the framework's guards, pipes and interceptors come to it, but not before the gate, and just as they would.
 */
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { NegotiationId } from '../../events/ids.js';
import { Projector } from '../projector/projector.js';
import type { Prepared } from '../queries/serialized-response.js';
import { Readings } from '../queries/projection-cache.js';
import { tagged } from './interceptors/etag.interceptor.js';
import { remember, VARY } from './interceptors/memento.interceptor.js';

const ROUTE = '/v1/negotiations/:negotiation/status';

@Injectable()
export class PresentStatus {
  constructor(
    private readonly projector: Projector,
    private readonly readings: Readings,
  ) {}

  /** To be called before routes are added. */
  answerFirst(fastify: FastifyInstance): void {
    const answer = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
      const prepared = this.#atHand(request);
      if (!prepared) return done();
      reply.header('vary', VARY);
      remember(request, reply);
      reply.send(tagged(request, reply, prepared));
    };
    fastify.addHook('onRoute', (route) => {
      if (route.url === ROUTE) route.preHandler = [route.preHandler ?? [], answer].flat();
    });
  }

  /** Undefined where anything is asked besides, by parameters or by a date. */
  #atHand({ headers, params, url }: FastifyRequest): Prepared | undefined {
    if (url.includes('?') || headers['accept-datetime'] !== undefined || !this.projector.hasCaughtUp) return undefined;
    return this.readings.statusAtHand((params as { negotiation: NegotiationId }).negotiation);
  }
}
