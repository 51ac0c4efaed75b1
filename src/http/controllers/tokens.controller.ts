/** Tokens: listing, issuing and revoking them. */
import { Body, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation } from '../openapi/described.js';
import { z } from 'zod';
import { tokenId, type TokenId } from '../../../events/access.js';
import { Recorder } from '../../access/caller.js';
import { IssueToken } from '../../access/issue-token.js';
import {
  issuedAnswer,
  type IssuedAnswer,
  tokensAnswer,
  type TokensAnswer,
  rehearsedTokenAnswer,
  type RehearsedTokenAnswer,
  revokedAnswer,
  type RevokedAnswer,
  issueTokenRequest,
  type IssueTokenRequest,
  revokeTokenRequest,
  eraseRecorderRequest,
  type EraseRecorderRequest,
  recorderErasedAnswer,
  type RecorderErasedAnswer,
  type RevokeTokenRequest,
} from '../../../answers/access/tokens.js';
import { ListTokens } from '../../access/list-tokens.js';
import { EraseRecorder } from '../../access/recorders/erase-recorder.js';
import { RevokeToken } from '../../access/revoke-token.js';
import { JSON_TYPES } from '../body-parsers.js';
import { DryRun, TakesDryRun } from '../decorators/dry-run.decorator.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

@V1Controller('/tokens', 'tokens')
export class TokensController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'listTokens',
    summary: 'All tokens, the newest first: whose they are, what they are good for, when last used',
  })
  @ApiOkResponse({ standardSchema: tokensAnswer })
  listTokens(): Promise<TokensAnswer> {
    return this.queries.execute(new ListTokens());
  }

  @Post()
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard(JSON_TYPES))
  @TakesDryRun()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'issueToken', summary: 'Issue a token, which is shown this once' })
  @ApiOkResponse({ standardSchema: z.union([issuedAnswer, rehearsedTokenAnswer]) })
  issueToken(
    @DryRun() dryRun: boolean,
    @Body({ schema: issueTokenRequest }) request: IssueTokenRequest,
    @Recorder() recorder: string,
  ): Promise<IssuedAnswer | RehearsedTokenAnswer> {
    return this.commands.execute(new IssueToken(request, recorder, dryRun));
  }

  @Post(':token/revocation')
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard(JSON_TYPES))
  @TakesDryRun()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'revokeToken', summary: 'Revoke a token: it is refused from now on' })
  @ApiOkResponse({ standardSchema: revokedAnswer })
  revokeToken(
    @DryRun() dryRun: boolean,
    @Param('token', { schema: tokenId }) token: TokenId,
    @Body({ schema: revokeTokenRequest }) request: RevokeTokenRequest,
    @Recorder() recorder: string,
  ): Promise<RevokedAnswer> {
    return this.commands.execute(new RevokeToken(token, request, recorder, dryRun));
  }

  @Post(':token/erasure')
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard(JSON_TYPES))
  @TakesDryRun()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'eraseRecorder',
    summary: 'The name of who had a token is erased in every event; the token’s id stays. It cannot be undone',
  })
  @ApiOkResponse({ standardSchema: recorderErasedAnswer })
  eraseRecorder(
    @DryRun() dryRun: boolean,
    @Param('token', { schema: tokenId }) token: TokenId,
    @Body({ schema: eraseRecorderRequest }) request: EraseRecorderRequest,
    @Recorder() recorder: string,
  ): Promise<RecorderErasedAnswer> {
    return this.commands.execute(new EraseRecorder(token, request, recorder, dryRun));
  }
}
