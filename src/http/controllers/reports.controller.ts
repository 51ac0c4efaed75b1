/** Reports: all with what became of them, one of them, and recording one. */
import { Body, Param, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '../openapi/described.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NegotiationId, ReportId } from '../../../events/ids.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import type { Writing } from '../../commands/writing.js';
import { SeesRecorders } from '../../access/caller.js';
import { RecordReport } from '../../commands/record-report.js';
import { recordedAnswer, type RecordedAnswer } from '../../../answers/receipts.js';
import { ReadHistory } from '../../queries/read-history.js';
import { historyAnswer, historyParameters, type HistoryParameters } from '../../../answers/history.js';
import { ProveCitations } from '../../log/prove-citations.js';
import { ReadCitations } from '../../queries/read-citations.js';
import { citationsAnswer, citationsParameters, type CitationsParameters } from '../../../answers/citations.js';
import { ReadReport } from '../../queries/read-report.js';
import { reportAnswer } from '../../../answers/report.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { CreateRoute } from '../decorators/write-routes.decorator.js';
import { Write } from '../decorators/write.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { MementoInterceptor } from '../interceptors/memento.interceptor.js';
import { ReportBody } from '../openapi/request-bodies.js';
import { lensOf } from '../../../answers/parameters.js';
import { setNextPageLink } from '../responses/next-page-link.js';
import { NEGOTIATION, REPORT } from './path-parameters.js';

@V1Controller('/negotiations/:negotiation')
export class ReportsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @ReadRoute('history', {
    operationId: 'getHistory',
    summary: 'The reports, with what became of them',
    answer: historyAnswer,
  })
  @ApiTags('readings')
  @UseInterceptors(MementoInterceptor, EtagInterceptor)
  async getHistory(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: historyParameters }) parameters: HistoryParameters,
    @SeesRecorders() seesRecorders: boolean,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SerializedResponse> {
    const { next, prepared } = await this.queries.execute(
      new ReadHistory(id, lensOf(parameters), parameters, seesRecorders),
    );
    setNextPageLink(request, reply, next);
    return prepared;
  }

  @ReadRoute('reports/:report', {
    operationId: 'getReport',
    summary: 'One report: as recorded, what became of it, what it changed',
    answer: reportAnswer,
  })
  @ApiTags('readings')
  @UseInterceptors(MementoInterceptor, EtagInterceptor)
  getReport(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Param('report', REPORT) report: ReportId,
    @Query({ schema: lensSchema }) lens: Lens,
    @SeesRecorders() seesRecorders: boolean,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadReport(report, id, lens, seesRecorders));
  }

  @ReadRoute('citations', {
    operationId: 'getCitations',
    summary: 'Reports as they are cited: what each says, and where it was published',
    answer: citationsAnswer,
  })
  @ApiTags('readings')
  @UseInterceptors(MementoInterceptor, EtagInterceptor)
  getCitations(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: citationsParameters }) parameters: CitationsParameters,
  ): Promise<SerializedResponse> {
    const Asked = parameters.proof === 'true' ? ProveCitations : ReadCitations;
    return this.queries.execute(new Asked(parameters.report, id, lensOf(parameters)));
  }

  @CreateRoute(
    'reports',
    {
      operationId: 'recordReport',
      summary: 'Record a report: one source saying one thing',
      answer: recordedAnswer,
    },
    ({ reportId }, { negotiation }) => `/v1/negotiations/${negotiation}/reports/${reportId}`,
  )
  @ApiTags('record')
  @ReportBody()
  recordReport(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<RecordedAnswer> {
    return this.commands.execute(new RecordReport(id, body, writing));
  }
}
