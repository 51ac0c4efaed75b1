/** The latest of what is recorded, as feeds. */
import { Param, Query, Req, UseGuards, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import type { NegotiationId } from '../../../events/ids.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import { ReadFeed, type FeedForm, type FeedOf } from '../../live/read-feed.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { FeedRoute } from '../decorators/feed-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { NEGOTIATION } from './path-parameters.js';

const ATOM = 'application/atom+xml';
const JSON_FEED = 'application/feed+json';

@V1Controller('', 'live')
@UseInterceptors(EtagInterceptor)
export class FeedsController {
  constructor(private readonly queries: QueryBus) {}

  @UseGuards(NoParametersGuard)
  @FeedRoute('feed.atom', {
    operationId: 'getAtomFeed',
    summary: 'The latest of all talks, for feed readers (RFC 4287)',
    contentType: ATOM,
  })
  getAtomFeed(@Req() request: FastifyRequest): Promise<SerializedResponse> {
    return this.feed('atom', request);
  }

  @UseGuards(NoParametersGuard)
  @FeedRoute('feed.json', {
    operationId: 'getJsonFeed',
    summary: 'The latest of all talks, for feed readers (JSON Feed 1.1)',
    contentType: JSON_FEED,
  })
  getJsonFeed(@Req() request: FastifyRequest): Promise<SerializedResponse> {
    return this.feed('json', request);
  }

  @FeedRoute('negotiations/:negotiation/feed.atom', {
    operationId: 'getNegotiationAtomFeed',
    summary: 'The latest of these talks (RFC 4287)',
    contentType: ATOM,
  })
  getNegotiationAtomFeed(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: lensSchema }) lens: Lens,
    @Req() request: FastifyRequest,
  ): Promise<SerializedResponse> {
    return this.feed('atom', request, { negotiation: id, lens });
  }

  @FeedRoute('negotiations/:negotiation/feed.json', {
    operationId: 'getNegotiationJsonFeed',
    summary: 'The latest of these talks (JSON Feed 1.1)',
    contentType: JSON_FEED,
  })
  getNegotiationJsonFeed(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: lensSchema }) lens: Lens,
    @Req() request: FastifyRequest,
  ): Promise<SerializedResponse> {
    return this.feed('json', request, { negotiation: id, lens });
  }

  private feed(form: FeedForm, { protocol, host }: FastifyRequest, of?: FeedOf): Promise<SerializedResponse> {
    return this.queries.execute(new ReadFeed(form, `${protocol}://${host}`, of));
  }
}
