/** Sources over all talks: what rests on them, and what our desk says of them. */
import { Param, Query, Req, Res, UseGuards, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { publisherName } from '../../../events/report.js';
import {
  sourceDetailAnswer,
  sourcesOverallAnswer,
  sourcesQuery,
  type SourceDetailAnswer,
  type SourcesOverallAnswer,
  type SourcesQuery,
} from '../../../answers/sources.js';
import { ListAllSources } from '../../queries/sources/list-all-sources.js';
import { ReadSource } from '../../queries/sources/read-source.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { setNextPageLink } from '../responses/next-page-link.js';

@V1Controller('/sources', 'sources')
@UseInterceptors(EtagInterceptor)
export class SourcesController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('', {
    operationId: 'listAllSources',
    summary: 'Publishers and origins over all talks: their grades, other names, and how much rests on them',
    answer: sourcesOverallAnswer,
  })
  async listAllSources(
    @Query({ schema: sourcesQuery }) query: SourcesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SourcesOverallAnswer> {
    const answer = await this.queries.execute(new ListAllSources(query));
    setNextPageLink(request, reply, answer.next);
    return answer;
  }

  @UseGuards(NoParametersGuard)
  @ReadRoute(':source', {
    operationId: 'getSource',
    summary: 'One source: the talks and statuses that rest on it, its reports, its grades over time',
    answer: sourceDetailAnswer,
  })
  getSource(@Param('source', { schema: publisherName }) name: string): Promise<SourceDetailAnswer> {
    return this.queries.execute(new ReadSource(name));
  }
}
