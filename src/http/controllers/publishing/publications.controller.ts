/** Published cards: listing, publishing and revoking them. */
import { Body, Get, Header, HttpCode, Param, Post, Query, Req, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '../../openapi/described.js';
import type { FastifyRequest } from 'fastify';
import { publicationId, type PublicationId } from '../../../../events/publications.js';
import {
  publicationAnswer,
  publicationsAnswer,
  publicationsParameters,
  publishRequest,
  unpublishRequest,
  type PublicationAnswer,
  type PublicationsAnswer,
  type PublicationsParameters,
  type PublishRequest,
  type UnpublishRequest,
} from '../../../../answers/publishing/publications.js';
import { Recorder } from '../../../access/caller.js';
import { ListPublications } from '../../../publications/list-publications.js';
import { PublishCard } from '../../../publications/publish-card.js';
import { RevokeCard } from '../../../publications/revoke-card.js';
import { JSON_TYPES } from '../../body-parsers.js';
import { V1Controller } from '../../decorators/v1-controller.decorator.js';
import { ContentTypeGuard } from '../../guards/content-type.guard.js';
import { NoParametersGuard } from '../../guards/no-parameters.guard.js';

const calledBy = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`;

@V1Controller('/publications', 'publishing')
export class PublicationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'listPublications', summary: 'The published cards, revoked ones too, the newest first' })
  @ApiOkResponse({ standardSchema: publicationsAnswer })
  listPublications(
    @Query({ schema: publicationsParameters }) { negotiation }: PublicationsParameters,
    @Req() request: FastifyRequest,
  ): Promise<PublicationsAnswer> {
    return this.queries.execute(new ListPublications(calledBy(request), negotiation));
  }

  @Post()
  @HttpCode(201)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'publishCard',
    summary: 'Publish a card: anybody who has its address sees it, without a token',
  })
  @ApiCreatedResponse({ standardSchema: publicationAnswer })
  publishCard(
    @Body({ schema: publishRequest }) body: PublishRequest,
    @Recorder() recorder: string,
    @Req() request: FastifyRequest,
  ): Promise<PublicationAnswer> {
    return this.commands.execute(new PublishCard(body, recorder, calledBy(request)));
  }

  @Post(':publication/revocation')
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'revokeCard', summary: 'Revoke a published card: nobody sees it from now on' })
  @ApiOkResponse({ standardSchema: publicationAnswer })
  revokeCard(
    @Param('publication', { schema: publicationId }) id: PublicationId,
    @Body({ schema: unpublishRequest }) body: UnpublishRequest,
    @Recorder() recorder: string,
    @Req() request: FastifyRequest,
  ): Promise<PublicationAnswer> {
    return this.commands.execute(new RevokeCard(id, body, recorder, calledBy(request)));
  }
}
