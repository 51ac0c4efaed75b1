/** What is recorded, sent as it is recorded: server-sent events. */
import { Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { NegotiationId } from '../../../events/ids.js';
import type { Filter } from '../../live/filter.js';
import {
  allStreamParameters,
  streamParameters,
  type AllStreamParameters,
  type StreamParameters,
} from '../../../answers/live.js';
import { cursorOf, SseSubscriber } from '../../live/sse-subscriber.js';
import { ProjectionCache } from '../../queries/projection-cache.js';
import { StreamRoute } from '../decorators/stream-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { ResponseStreams } from '../responses/response-streams.js';
import { NEGOTIATION } from './path-parameters.js';

/** Where a reader of a stream begins, and the reply that it reads. */
interface Listener {
  readonly after: string | undefined;
  readonly lastEventId: string | undefined;
  readonly reply: FastifyReply;
}

@V1Controller('', 'live')
export class LiveController {
  constructor(
    private readonly cache: ProjectionCache,
    private readonly subscriber: SseSubscriber,
    private readonly streams: ResponseStreams,
  ) {}

  @StreamRoute('stream', { operationId: 'streamAll', summary: 'What is recorded of all talks, as it is recorded' })
  async streamAll(
    @Query({ schema: allStreamParameters }) { after, ...filter }: AllStreamParameters,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (filter.negotiation !== undefined) this.cache.requireOpen(filter.negotiation);
    this.follow(filter, { after, lastEventId, reply });
  }

  @StreamRoute('negotiations/:negotiation/stream', {
    operationId: 'streamNegotiation',
    summary: 'What is recorded of these talks, as it is recorded',
  })
  async streamNegotiation(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Query({ schema: streamParameters }) { after, ...filter }: StreamParameters,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.cache.requireOpen(negotiation);
    this.follow({ ...filter, negotiation }, { after, lastEventId, reply });
  }

  private follow(filter: Filter, { after, lastEventId, reply }: Listener): void {
    const response = this.streams.hold(reply, 'text/event-stream; charset=utf-8');
    void this.subscriber.follow(response, filter, cursorOf(after, lastEventId));
  }
}
