/** Who the caller is, and where they are signed in. */
import { Body, Get, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation } from '../openapi/described.js';
import type { FastifyRequest } from 'fastify';
import { meAnswer, type MeAnswer } from '../../../answers/access/me.js';
import {
  endSessionsRequest,
  sessionsAnswer,
  type EndSessionsRequest,
  type SessionsAnswer,
} from '../../../answers/access/sessions.js';
import { meOf } from '../../access/me.js';
import { EndSessions } from '../../access/sessions/end-sessions.js';
import { ListSessions } from '../../access/sessions/list-sessions.js';
import { JSON_TYPES } from '../body-parsers.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

@V1Controller('/me', 'tokens')
@UseGuards(NoParametersGuard)
export class MeController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'readMe', summary: 'Who you are, and what you may do' })
  @ApiOkResponse({ standardSchema: meAnswer })
  readMe(@Req() { caller }: FastifyRequest): MeAnswer {
    return meOf(caller);
  }

  @Get('sessions')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'listSessions', summary: 'Where somebody is signed in to the pages with your token' })
  @ApiOkResponse({ standardSchema: sessionsAnswer })
  listSessions(@Req() { caller }: FastifyRequest): Promise<SessionsAnswer> {
    return this.queries.execute(new ListSessions(caller));
  }

  @Post('sessions/end')
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'endSessions',
    summary: 'End sessions of your token; the answer lists those that are left',
  })
  @ApiOkResponse({ standardSchema: sessionsAnswer })
  endSessions(
    @Req() { caller }: FastifyRequest,
    @Body({ schema: endSessionsRequest }) request: EndSessionsRequest,
  ): Promise<SessionsAnswer> {
    return this.commands.execute(new EndSessions(request, caller));
  }
}
