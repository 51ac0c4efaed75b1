/** What changed between two lenses, and the changes before and after one. */
import { Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { NegotiationId } from '../../../events/ids.js';
import type { Direction } from '../../../projections/compare/adjacent-changes.js';
import { NOW_LENS } from '../../../projections/record/lens.js';
import { ReadAdjacentChange } from '../../queries/read-adjacent-change.js';
import {
  adjacentChangeAnswer,
  changesAnswer,
  adjacentChangeParameters,
  changesParameters,
  type AdjacentChangeParameters,
  type ChangesParameters,
} from '../../../answers/story/changes.js';
import { ReadChanges } from '../../queries/read-changes.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { endOf, lensOf } from '../../../answers/parameters.js';
import { NEGOTIATION } from './path-parameters.js';

const ADJACENT = { schema: adjacentChangeParameters };

@V1Controller('/negotiations/:negotiation/changes', 'story')
@UseInterceptors(EtagInterceptor)
export class ChangesController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('', {
    operationId: 'getChanges',
    summary: 'What changed between two lenses, and what caused it',
    answer: changesAnswer,
  })
  getChanges(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: changesParameters }) parameters: ChangesParameters,
  ): Promise<SerializedResponse> {
    const start = parameters.from === 'now' ? NOW_LENS : null;
    return this.queries.execute(new ReadChanges(id, endOf(parameters, 'from') ?? start, endOf(parameters, 'to')));
  }

  @ReadRoute('previous', {
    operationId: 'getPreviousChange',
    summary: 'The change before the lens',
    answer: adjacentChangeAnswer,
  })
  getPreviousChange(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(ADJACENT) parameters: AdjacentChangeParameters,
  ): Promise<SerializedResponse> {
    return this.adjacentChange('previous', id, parameters);
  }

  @ReadRoute('next', {
    operationId: 'getNextChange',
    summary: 'The change after the lens',
    answer: adjacentChangeAnswer,
  })
  getNextChange(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(ADJACENT) parameters: AdjacentChangeParameters,
  ): Promise<SerializedResponse> {
    return this.adjacentChange('next', id, parameters);
  }

  private adjacentChange(
    direction: Direction,
    id: NegotiationId,
    parameters: AdjacentChangeParameters,
  ): Promise<SerializedResponse> {
    const { clock, milestones } = parameters;
    return this.queries.execute(new ReadAdjacentChange(id, lensOf(parameters), direction, clock, milestones));
  }
}
