/** One picture of the talks, as data. */
import { Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { lensOf } from '../../../answers/parameters.js';
import { pictureAnswer, pictureParameters, type PictureParameters } from '../../../answers/picture.js';
import type { NegotiationId } from '../../../events/ids.js';
import { ReadPicture } from '../../queries/read-picture.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { NEGOTIATION } from './path-parameters.js';

@V1Controller('/negotiations/:negotiation', 'story')
@UseInterceptors(EtagInterceptor)
export class PicturesController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('picture', {
    operationId: 'getPicture',
    summary: 'One picture of the talks: positions, offers, phases, reports and terms over time, for drawing',
    answer: pictureAnswer,
  })
  getPicture(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: pictureParameters }) parameters: PictureParameters,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadPicture(id, lensOf(parameters), parameters.clock ?? 'reported', 'json'));
  }
}
