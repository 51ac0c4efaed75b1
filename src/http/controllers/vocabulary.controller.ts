/** What reports of a negotiation can name: for forms that let one choose by title. */
import { Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { vocabularyAnswer, vocabularyParameters, type VocabularyParameters } from '../../../answers/vocabulary.js';
import type { NegotiationId } from '../../../events/ids.js';
import { ReadVocabulary } from '../../queries/read-vocabulary.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { NEGOTIATION } from './path-parameters.js';

@V1Controller('/negotiations/:negotiation', 'readings')
export class VocabularyController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('vocabulary', {
    operationId: 'getVocabulary',
    summary: 'What a report can name: parties, subjects with titles, sources, speakers, reports; the last used first',
    answer: vocabularyAnswer,
  })
  @UseInterceptors(EtagInterceptor)
  getVocabulary(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: vocabularyParameters }) { q }: VocabularyParameters,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadVocabulary(id, q));
  }
}
