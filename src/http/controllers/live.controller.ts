/** What is recorded, as it is recorded: a stream to follow, and feeds to look into now and then. */
import { Headers, Param, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { negotiationId, type NegotiationId } from '../../../events/ids.js';
import { NOW_LENS } from '../../../projections/record/lens.js';
import { allStreamParameters, streamParameters, type Filter } from '../../live/filter.js';
import { cursorOf, SseSubscriber } from '../../live/sse-subscriber.js';
import { ReadFeed, type FeedForm } from '../../live/read-feed.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { ProjectionCache } from '../../queries/projection-cache.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { FeedRoute } from '../decorators/feed-route.decorator.js';
import { StreamRoute } from '../decorators/stream-route.decorator.js';
import { ResponseStreams } from '../responses/response-streams.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

const NEGOTIATION = { schema: negotiationId };

/** What a reader of a stream says of itself, apart from what it wants to hear. */
interface Listener {
  readonly after: string | undefined;
  readonly lastEventId: string | undefined;
  readonly reply: FastifyReply;
}

@V1Controller('', 'live')
export class LiveController {
  constructor(
    private readonly queries: QueryBus,
    private readonly cache: ProjectionCache,
    private readonly listening: SseSubscriber,
    private readonly streams: ResponseStreams,
  ) {}

  @StreamRoute('stream', 'What is recorded of all talks, as it is recorded')
  all(
    @Query({ schema: allStreamParameters }) { after, ...filter }: z.infer<typeof allStreamParameters>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    if (filter.negotiation !== undefined) this.cache.logUnder(filter.negotiation, NOW_LENS);
    this.follow(filter, { after, lastEventId, reply });
  }

  @StreamRoute('negotiations/:negotiation/stream', 'What is recorded of these talks, as it is recorded')
  one(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Query({ schema: streamParameters }) { after, ...filter }: z.infer<typeof streamParameters>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    this.cache.logUnder(negotiation, NOW_LENS);
    this.follow({ ...filter, negotiation }, { after, lastEventId, reply });
  }

  @FeedRoute('feed.atom', 'The latest of all talks, for feed readers (RFC 4287)', 'application/atom+xml')
  @UseInterceptors(EtagInterceptor)
  atom(@Req() request: FastifyRequest): Promise<SerializedResponse> {
    return this.feed('atom', request);
  }

  @FeedRoute('feed.json', 'The latest of all talks, for feed readers (JSON Feed 1.1)', 'application/feed+json')
  @UseInterceptors(EtagInterceptor)
  json(@Req() request: FastifyRequest): Promise<SerializedResponse> {
    return this.feed('json', request);
  }

  @FeedRoute('negotiations/:negotiation/feed.atom', 'The latest of these talks (RFC 4287)', 'application/atom+xml')
  @UseInterceptors(EtagInterceptor)
  atomOf(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Req() request: FastifyRequest,
  ): Promise<SerializedResponse> {
    return this.feed('atom', request, id);
  }

  @FeedRoute(
    'negotiations/:negotiation/feed.json',
    'The latest of these talks (JSON Feed 1.1)',
    'application/feed+json',
  )
  @UseInterceptors(EtagInterceptor)
  jsonOf(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Req() request: FastifyRequest,
  ): Promise<SerializedResponse> {
    return this.feed('json', request, id);
  }

  private feed(form: FeedForm, { protocol, host }: FastifyRequest, id?: NegotiationId): Promise<SerializedResponse> {
    return this.queries.execute(new ReadFeed(form, `${protocol}://${host}`, id));
  }

  private follow(filter: Filter, { after, lastEventId, reply }: Listener): void {
    const line = this.streams.hold(reply, 'text/event-stream; charset=utf-8');
    void this.listening.to(line, filter, cursorOf(after, lastEventId));
  }
}
