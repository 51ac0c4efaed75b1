/** How the story changed, and what it rests on. */
import { Headers, Param, Query, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { negotiationId, type NegotiationId } from '../../../events/ids.js';
import { lensSchema, NOW_LENS, type Lens } from '../../../projections/record/lens.js';
import type { Direction } from '../../../projections/compare/adjacent-changes.js';
import { pacedSteps } from '../../queries/yielding-work.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { changesAnswer, ReadChanges } from '../../queries/read-changes.js';
import { fragilityAnswer, ReadFragility } from '../../queries/read-fragility.js';
import { adjacentChangeAnswer, ReadAdjacentChange } from '../../queries/read-adjacent-change.js';
import { ReadReplay } from '../../queries/read-replay.js';
import { ReadTimeline, timelineAnswer } from '../../queries/read-timeline.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { MementoInterceptor } from '../interceptors/memento.interceptor.js';
import {
  changesParameters,
  endOf,
  lensOf,
  adjacentChangeParameters,
  replayParameters,
  timelineParameters,
} from '../parameters.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { replayFormatFor } from '../responses/replay-format.js';
import { ReplayRoute } from '../decorators/replay-route.decorator.js';
import { ResponseStreams } from '../responses/response-streams.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

const NEGOTIATION = { schema: negotiationId };
const NEIGHBOUR = { schema: adjacentChangeParameters };
type NeighbourParameters = z.infer<typeof adjacentChangeParameters>;

@V1Controller('/negotiations/:negotiation', 'story')
export class ChangesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly streams: ResponseStreams,
  ) {}

  @ReadRoute('changes', 'What changed between two lenses, and what caused it', changesAnswer)
  @UseInterceptors(EtagInterceptor)
  changes(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: changesParameters }) parameters: z.infer<typeof changesParameters>,
  ): Promise<SerializedResponse> {
    const start = parameters.from === 'now' ? NOW_LENS : null;
    return this.queries.execute(new ReadChanges(id, endOf(parameters, 'from') ?? start, endOf(parameters, 'to')));
  }

  @ReadRoute('changes/previous', 'The change before the lens', adjacentChangeAnswer)
  @UseInterceptors(EtagInterceptor)
  previous(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(NEIGHBOUR) parameters: NeighbourParameters,
  ): Promise<SerializedResponse> {
    return this.neighbour('previous', id, parameters);
  }

  @ReadRoute('changes/next', 'The change after the lens', adjacentChangeAnswer)
  @UseInterceptors(EtagInterceptor)
  next(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(NEIGHBOUR) parameters: NeighbourParameters,
  ): Promise<SerializedResponse> {
    return this.neighbour('next', id, parameters);
  }

  @ReadRoute('timeline', 'The course of the story on one of its clocks, for drawing', timelineAnswer)
  @UseInterceptors(EtagInterceptor)
  timeline(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: timelineParameters }) parameters: z.infer<typeof timelineParameters>,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadTimeline(id, lensOf(parameters), parameters.clock ?? 'reported'));
  }

  @ReplayRoute()
  async replay(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: replayParameters }) parameters: z.infer<typeof replayParameters>,
    @Headers('accept') accept: string | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { speed, clock = 'recorded', after = stepOf(lastEventId), ...options } = parameters;
    const steps = await this.queries.execute(
      new ReadReplay(id, { ...options, clock, after, lens: lensOf(parameters) }),
    );
    const form = replayFormatFor(accept);
    this.streams.send(reply, form.contentType, async function* (signal) {
      for await (const step of pacedSteps(steps, speed, signal)) yield form.serialize(step);
    });
  }

  @ReadRoute('fragility', 'What the status rests on: without what it would read otherwise', fragilityAnswer)
  @UseInterceptors(MementoInterceptor, EtagInterceptor)
  fragility(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: lensSchema }) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadFragility(id, lens));
  }

  private neighbour(
    direction: Direction,
    id: NegotiationId,
    parameters: NeighbourParameters,
  ): Promise<SerializedResponse> {
    const { clock, milestones } = parameters;
    return this.queries.execute(new ReadAdjacentChange(id, lensOf(parameters), direction, clock, milestones));
  }
}

/** What a browser sends when it takes up server-sent events again; anything else is not of ours. */
const stepOf = (lastEventId: string | undefined): number | undefined =>
  lastEventId !== undefined && /^\d{1,9}$/.test(lastEventId) ? Number(lastEventId) : undefined;
