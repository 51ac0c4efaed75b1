/** Articles: receiving one, the queue of those that wait, one with its candidates. */
import { Body, Get, Header, HttpCode, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '../../openapi/described.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  articleAnswer,
  receivedAnswer,
  type ArticleAnswer,
  type ReceivedAnswer,
} from '../../../../answers/intake/article.js';
import {
  draftedAnswer,
  draftRequest,
  type DraftedAnswer,
  type DraftRequest,
} from '../../../../answers/intake/drafts.js';
import { evidenceAnswer, type EvidenceAnswer } from '../../../../answers/intake/decisions.js';
import {
  queueAnswer,
  queueParameters,
  type QueueAnswer,
  type QueueParameters,
} from '../../../../answers/intake/queue.js';
import { receiveHere, receiveRequest, type ReceiveRequest } from '../../../../answers/intake/receive.js';
import type { NegotiationId, ReportId } from '../../../../events/ids.js';
import type { ArticleId } from '../../../../events/intake/intake.js';
import { Recorder, SeesRecorders } from '../../../access/caller.js';
import { DraftCandidate } from '../../../intake/drafting/draft-candidate.js';
import { ListQueue } from '../../../intake/reading/list-queue.js';
import { ReadArticle } from '../../../intake/reading/read-article.js';
import { ReadEvidence } from '../../../intake/reading/read-evidence.js';
import { ReceiveArticle } from '../../../intake/receiving/receive-article.js';
import { JSON_TYPES } from '../../body-parsers.js';
import { V1Controller } from '../../decorators/v1-controller.decorator.js';
import { ContentTypeGuard } from '../../guards/content-type.guard.js';
import { NoParametersGuard } from '../../guards/no-parameters.guard.js';
import { setNextPageLink } from '../../responses/next-page-link.js';
import { NEGOTIATION, REPORT } from '../path-parameters.js';
import { ARTICLE } from './parameters.js';

@V1Controller('', 'intake')
export class IntakeController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('intake')
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'receiveArticle',
    summary:
      'Receive an article: answers what in it is worth recording; nothing is recorded of it before it is accepted',
  })
  @ApiCreatedResponse({ standardSchema: receivedAnswer })
  @ApiOkResponse({ standardSchema: receivedAnswer, description: 'The same text was received before.' })
  receiveArticle(
    @Body({ schema: receiveRequest }) body: ReceiveRequest,
    @Recorder() recorder: string,
    @SeesRecorders() seesRecorders: boolean,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReceivedAnswer> {
    return this.#receive(body, recorder, seesRecorders, reply);
  }

  @Post('negotiations/:negotiation/intake')
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'receiveArticleOf', summary: 'Receive an article about these talks' })
  @ApiCreatedResponse({ standardSchema: receivedAnswer })
  @ApiOkResponse({ standardSchema: receivedAnswer, description: 'The same text was received before.' })
  receiveArticleOf(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Body({ schema: receiveHere }) body: Omit<ReceiveRequest, 'negotiation'>,
    @Recorder() recorder: string,
    @SeesRecorders() seesRecorders: boolean,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReceivedAnswer> {
    return this.#receive({ ...body, negotiation }, recorder, seesRecorders, reply);
  }

  @Get('intake')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'listIntake', summary: 'The articles over all talks, the first received first' })
  @ApiOkResponse({ standardSchema: queueAnswer })
  async listIntake(
    @Query({ schema: queueParameters }) parameters: QueueParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QueueAnswer> {
    const answer = await this.queries.execute(new ListQueue(parameters));
    setNextPageLink(request, reply, answer.next);
    return answer;
  }

  @Post('intake/drafts')
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'draftCandidate',
    summary: 'Draft a candidate as an assistant: a text, and words of it that are worth recording; a person decides',
  })
  @ApiOkResponse({ standardSchema: draftedAnswer })
  draftCandidate(
    @Body({ schema: draftRequest }) body: DraftRequest,
    @Recorder() recorder: string,
    @Req() { caller }: FastifyRequest,
  ): Promise<DraftedAnswer> {
    const token = caller.kind === 'token' ? { token: caller.token } : {};
    return this.commands.execute(new DraftCandidate(body, { recorder, ...token }));
  }

  @Get('intake/:article')
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'getArticle',
    summary: 'One article: its text, and its candidates with what became of them',
  })
  @ApiOkResponse({ standardSchema: articleAnswer })
  getArticle(
    @Param('article', ARTICLE) article: ArticleId,
    @SeesRecorders() seesRecorders: boolean,
  ): Promise<ArticleAnswer> {
    return this.queries.execute(new ReadArticle(article, { seesRecorders }));
  }

  @Get('negotiations/:negotiation/reports/:report/evidence')
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getEvidence', summary: 'The sentence of an article that a report rests on' })
  @ApiOkResponse({ standardSchema: evidenceAnswer })
  getEvidence(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('report', REPORT) report: ReportId,
  ): Promise<EvidenceAnswer> {
    return this.queries.execute(new ReadEvidence(negotiation, report));
  }

  async #receive(
    body: ReceiveRequest,
    recorder: string,
    seesRecorders: boolean,
    reply: FastifyReply,
  ): Promise<ReceivedAnswer> {
    const answer = await this.commands.execute(new ReceiveArticle(body, recorder, { seesRecorders }));
    reply.status(answer.duplicate ? 200 : 201).header('location', `/v1/intake/${answer.article}`);
    return answer;
  }
}
