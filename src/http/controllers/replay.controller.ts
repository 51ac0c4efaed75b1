/** How the story went, on one of its clocks: step by step, or as a timeline. */
import { Headers, Param, Query, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { NegotiationId } from '../../../events/ids.js';
import { ReadReplay } from '../../queries/read-replay.js';
import { ReadTimeline } from '../../queries/story/read-timeline.js';
import { timelineAnswer, timelineParameters, type TimelineParameters } from '../../../answers/story/timeline.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { pacedSteps } from '../../queries/pacing/paced-steps.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { ReplayRoute } from '../decorators/replay-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { lensOf } from '../../../answers/parameters.js';
import { replayParameters, type ReplayParameters } from '../../../answers/story/replay.js';
import { replayFormatFor } from '../responses/replay-format.js';
import { ResponseStreams } from '../responses/response-streams.js';
import { NEGOTIATION } from './path-parameters.js';

@V1Controller('/negotiations/:negotiation', 'story')
export class ReplayController {
  constructor(
    private readonly queries: QueryBus,
    private readonly streams: ResponseStreams,
  ) {}

  @ReadRoute('timeline', {
    operationId: 'getTimeline',
    summary: 'The course of the story on one of its clocks, for drawing',
    answer: timelineAnswer,
  })
  @UseInterceptors(EtagInterceptor)
  getTimeline(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: timelineParameters }) parameters: TimelineParameters,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadTimeline(id, lensOf(parameters), parameters.clock ?? 'reported'));
  }

  @ReplayRoute()
  async getReplay(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: replayParameters }) parameters: ReplayParameters,
    @Headers('accept') accept: string | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { speed, clock = 'recorded', after = stepOf(lastEventId), ...options } = parameters;
    const steps = await this.queries.execute(
      new ReadReplay(id, { ...options, clock, after, lens: lensOf(parameters) }),
    );
    const format = replayFormatFor(accept);
    this.streams.send(reply, format.contentType, async function* (signal) {
      for await (const step of pacedSteps(steps, speed, signal)) yield format.serialize(step);
    });
  }
}

/** The step that a browser names when it connects again; undefined for an id that is not of this stream. */
const stepOf = (lastEventId: string | undefined): number | undefined =>
  lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : undefined;
