/** The search over everything. */
import { Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { searchAnswer, searchParameters, type SearchAnswer, type SearchParameters } from '../../../answers/search.js';
import { lensOf } from '../../../answers/parameters.js';
import { Search } from '../../search/search.query.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { setNextPageLink } from '../responses/next-page-link.js';

@V1Controller('/search', 'readings')
export class SearchController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('', {
    operationId: 'search',
    summary: 'Look for words in all talks, parties, claims, reports, speakers and sources',
    answer: searchAnswer,
  })
  @UseInterceptors(EtagInterceptor)
  async search(
    @Query({ schema: searchParameters }) parameters: SearchParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SearchAnswer> {
    const answer = await this.queries.execute(new Search(parameters, lensOf(parameters)));
    setNextPageLink(request, reply, answer.next);
    return answer;
  }
}
