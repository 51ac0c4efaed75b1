/** Candidates of an article: accepting, rejecting, undoing, one's own; and where the article belongs. */
import { Body, Get, Header, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation } from '../../openapi/described.js';
import type { FastifyRequest } from 'fastify';
import {
  acceptedAnswer,
  acceptRequest,
  decidedAnswer,
  dropRequest,
  articleErasedAnswer,
  type ArticleErasedAnswer,
  droppedAnswer,
  eraseArticleRequest,
  type EraseArticleRequest,
  movedArticleAnswer,
  moveRequest,
  ownCandidateAnswer,
  ownCandidateRequest,
  rejectRequest,
  talksOpenedAnswer,
  undoneAnswer,
  type AcceptedAnswer,
  type AcceptRequest,
  type DecidedAnswer,
  type DroppedAnswer,
  type DropRequest,
  type MovedArticleAnswer,
  type MoveRequest,
  type OwnCandidateAnswer,
  type OwnCandidateRequest,
  type RejectRequest,
  type TalksOpenedAnswer,
  type UndoneAnswer,
} from '../../../../answers/intake/decisions.js';
import {
  endpointAnswer,
  endpointAskedAnswer,
  type EndpointAnswer,
  type EndpointAskedAnswer,
} from '../../../../answers/intake/endpoint.js';
import type { ArticleId } from '../../../../events/intake/intake.js';
import { Recorder, SeesRecorders } from '../../../access/caller.js';
import { hasRole } from '../../../access/roles.js';
import type { Writing } from '../../../commands/writing.js';
import { AcceptCandidate } from '../../../intake/deciding/accept-candidate.js';
import { AddCandidate } from '../../../intake/deciding/add-candidate.js';
import { EraseArticle } from '../../../intake/erasing/erase-article.js';
import { DropText } from '../../../intake/deciding/drop-text.js';
import { MoveArticle } from '../../../intake/deciding/move-article.js';
import { OpenTalks } from '../../../intake/deciding/open-talks.js';
import { RejectCandidate } from '../../../intake/deciding/reject-candidate.js';
import { UndoDecision } from '../../../intake/deciding/undo-decision.js';
import { AskEndpoint, ShowAsking } from '../../../intake/endpoint/endpoint-proposals.js';
import { JSON_TYPES } from '../../body-parsers.js';
import { V1Controller } from '../../decorators/v1-controller.decorator.js';
import { CreateRoute } from '../../decorators/write-routes.decorator.js';
import { Write } from '../../decorators/write.decorator.js';
import { ContentTypeGuard } from '../../guards/content-type.guard.js';
import { DryRun, TakesDryRun } from '../../decorators/dry-run.decorator.js';
import { NoParametersGuard } from '../../guards/no-parameters.guard.js';
import { OpeningBody } from '../../openapi/request-bodies.js';
import { ARTICLE, CANDIDATE } from './parameters.js';

@V1Controller('/intake/:article', 'intake')
export class CandidatesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @CreateRoute(
    'candidates/:candidate/acceptance',
    { operationId: 'acceptCandidate', summary: 'Accept a candidate: its report is recorded', answer: acceptedAnswer },
    ({ negotiation, reportId }) => `/v1/negotiations/${negotiation}/reports/${reportId}`,
  )
  acceptCandidate(
    @Param('article', ARTICLE) article: ArticleId,
    @Param('candidate', CANDIDATE) candidate: string,
    @Body({ schema: acceptRequest }) body: AcceptRequest,
    @Write() writing: Writing,
  ): Promise<AcceptedAnswer> {
    return this.commands.execute(new AcceptCandidate(article, candidate, body, writing));
  }

  @Post('candidates/:candidate/rejection')
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'rejectCandidate', summary: 'Reject a candidate: it is not worth recording' })
  @ApiOkResponse({ standardSchema: decidedAnswer })
  rejectCandidate(
    @Param('article', ARTICLE) article: ArticleId,
    @Param('candidate', CANDIDATE) candidate: string,
    @Body({ schema: rejectRequest }) body: RejectRequest,
    @Recorder() recorder: string,
  ): Promise<DecidedAnswer> {
    return this.commands.execute(new RejectCandidate(article, candidate, body, recorder));
  }

  @Post('candidates/:candidate/undo')
  @HttpCode(200)
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'undoDecision',
    summary: 'Undo what was decided of a candidate: it waits again, and its report is voided',
  })
  @ApiOkResponse({ standardSchema: undoneAnswer })
  undoDecision(
    @Param('article', ARTICLE) article: ArticleId,
    @Param('candidate', CANDIDATE) candidate: string,
    @Recorder() recorder: string,
    @Req() { caller }: FastifyRequest,
  ): Promise<UndoneAnswer> {
    return this.commands.execute(new UndoDecision(article, candidate, recorder, hasRole(caller.roles, 'editor')));
  }

  @Post('candidates')
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'addCandidate', summary: 'Make a candidate of a passage that you have selected' })
  @ApiOkResponse({ standardSchema: ownCandidateAnswer })
  addCandidate(
    @Param('article', ARTICLE) article: ArticleId,
    @Body({ schema: ownCandidateRequest }) body: OwnCandidateRequest,
    @Recorder() recorder: string,
    @SeesRecorders() seesRecorders: boolean,
  ): Promise<OwnCandidateAnswer> {
    return this.commands.execute(new AddCandidate(article, body, recorder, { seesRecorders }));
  }

  @Post('move')
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'moveArticle',
    summary: 'Move an article to the talks that it is about, and read it anew by their parties',
  })
  @ApiOkResponse({ standardSchema: movedArticleAnswer })
  moveArticle(
    @Param('article', ARTICLE) article: ArticleId,
    @Body({ schema: moveRequest }) { negotiation }: MoveRequest,
    @Recorder() recorder: string,
    @SeesRecorders() seesRecorders: boolean,
  ): Promise<MovedArticleAnswer> {
    return this.commands.execute(new MoveArticle(article, negotiation, recorder, { seesRecorders }));
  }

  @CreateRoute(
    'talks',
    {
      operationId: 'openTalksOfArticle',
      summary: 'Open the talks that an article is about, with the parts of what was proposed that you accept',
      answer: talksOpenedAnswer,
    },
    ({ negotiation }) => `/v1/negotiations/${negotiation}`,
  )
  @OpeningBody()
  openTalksOfArticle(
    @Param('article', ARTICLE) article: ArticleId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<TalksOpenedAnswer> {
    return this.commands.execute(new OpenTalks(article, body, writing));
  }

  @Post('text/removal')
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'dropArticleText',
    summary: 'Drop the text of an article, and the words of its candidates: reports that were accepted stay',
  })
  @ApiOkResponse({ standardSchema: droppedAnswer })
  dropArticleText(
    @Param('article', ARTICLE) article: ArticleId,
    @Body({ schema: dropRequest }) body: DropRequest,
    @Recorder() recorder: string,
  ): Promise<DroppedAnswer> {
    return this.commands.execute(new DropText(article, body, recorder));
  }

  @Post('erasure')
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard(JSON_TYPES))
  @TakesDryRun()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'eraseArticle',
    summary:
      'Its text, the words of its candidates, title, address and reasons are erased for good. It cannot be undone',
  })
  @ApiOkResponse({ standardSchema: articleErasedAnswer })
  eraseArticle(
    @DryRun() dryRun: boolean,
    @Param('article', ARTICLE) article: ArticleId,
    @Body({ schema: eraseArticleRequest }) body: EraseArticleRequest,
    @Recorder() recorder: string,
  ): Promise<ArticleErasedAnswer> {
    return this.commands.execute(new EraseArticle(article, body, recorder, false, dryRun));
  }

  @Get('endpoint')
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'getEndpointRequest',
    summary: 'What would be sent to the endpoint that proposes candidates, whole, and to whom; nothing is sent',
  })
  @ApiOkResponse({ standardSchema: endpointAnswer })
  getEndpointRequest(@Param('article', ARTICLE) article: ArticleId): Promise<EndpointAnswer> {
    return this.queries.execute(new ShowAsking(article));
  }

  @Post('endpoint')
  @HttpCode(200)
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'askEndpoint',
    summary: 'Send the article to the endpoint: what holds of its answer takes the place of what waits',
  })
  @ApiOkResponse({ standardSchema: endpointAskedAnswer })
  askEndpoint(
    @Param('article', ARTICLE) article: ArticleId,
    @Recorder() recorder: string,
    @SeesRecorders() seesRecorders: boolean,
  ): Promise<EndpointAskedAnswer> {
    return this.commands.execute(new AskEndpoint(article, recorder, { seesRecorders }));
  }
}
