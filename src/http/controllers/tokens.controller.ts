/** Tokens: listing, issuing and revoking them. */
import { Body, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { tokenId, type TokenId } from '../../../events/access.js';
import { Recorder } from '../../access/caller.js';
import { IssueToken } from '../../access/issue-token.js';
import {
  issuedAnswer,
  type IssuedAnswer,
  tokensAnswer,
  type TokensAnswer,
  tokenAnswer,
  type TokenAnswer,
  issueTokenRequest,
  type IssueTokenRequest,
  revokeTokenRequest,
  type RevokeTokenRequest,
} from '../../../answers/tokens.js';
import { ListTokens } from '../../access/list-tokens.js';
import { RevokeToken } from '../../access/revoke-token.js';
import { JSON_TYPES } from '../body-parsers.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

@V1Controller('/tokens', 'tokens')
@UseGuards(NoParametersGuard)
export class TokensController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
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
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'issueToken', summary: 'Issue a token, which is shown this once' })
  @ApiOkResponse({ standardSchema: issuedAnswer })
  issueToken(
    @Body({ schema: issueTokenRequest }) request: IssueTokenRequest,
    @Recorder() recorder: string,
  ): Promise<IssuedAnswer> {
    return this.commands.execute(new IssueToken(request, recorder));
  }

  @Post(':token/revocation')
  @HttpCode(200)
  @UseGuards(new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'revokeToken', summary: 'Revoke a token: it is refused from now on' })
  @ApiOkResponse({ standardSchema: tokenAnswer })
  revokeToken(
    @Param('token', { schema: tokenId }) token: TokenId,
    @Body({ schema: revokeTokenRequest }) request: RevokeTokenRequest,
    @Recorder() recorder: string,
  ): Promise<TokenAnswer> {
    return this.commands.execute(new RevokeToken(token, request, recorder));
  }
}
