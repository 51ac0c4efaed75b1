/** What a status rests on. */
import { Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { NegotiationId } from '../../../events/ids.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import { ReadFragility } from '../../queries/read-fragility.js';
import { fragilityAnswer } from '../../../answers/fragility.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { MementoInterceptor } from '../interceptors/memento.interceptor.js';
import { NEGOTIATION } from './path-parameters.js';

@V1Controller('/negotiations/:negotiation', 'story')
export class FragilityController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('fragility', {
    operationId: 'getFragility',
    summary: 'What the status rests on: without what it would read otherwise',
    answer: fragilityAnswer,
  })
  @UseInterceptors(MementoInterceptor, EtagInterceptor)
  getFragility(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: lensSchema }) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadFragility(id, lens));
  }
}
