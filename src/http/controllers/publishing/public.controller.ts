/** What anybody sees without a token: published cards, and what oEmbed answers of them. No token is read here. */
import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse, ApiOperation, ApiTags } from '../../openapi/described.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { oembedAnswer, oembedParameters, type OembedParameters } from '../../../../answers/publishing/publications.js';
import { Config } from '../../../platform/config.js';
import { isFramed } from '../../../publications/addresses.js';
import { PublicCards } from '../../../publications/public-cards.js';
import { publicPolicy } from '../../../publications/public-page.js';
import { SerializedResponse } from '../../../queries/serialized-response.js';
import { CaughtUpGuard } from '../../guards/caught-up.guard.js';
import { withEtag } from '../../interceptors/etag.interceptor.js';

const HTML = 'text/html; charset=utf-8';
const PROBLEM = {
  description: 'A problem document (RFC 9457); the same for an unknown address and for a revoked card.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

@Controller()
@ApiTags('publishing')
@UseGuards(CaughtUpGuard)
export class PublicController {
  constructor(
    private readonly cards: PublicCards,
    private readonly config: Config,
  ) {}

  @Get('public/:publication')
  @ApiOperation({
    operationId: 'getPublicCard',
    summary: 'A published card, as a page without script, form and cookie',
  })
  @ApiOkResponse({ description: 'The page.', content: { 'text/html': { schema: { type: 'string' } } } })
  @ApiDefaultResponse(PROBLEM)
  async getPublicCard(
    @Param('publication') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const page = await this.cards.page(id);
    const { frameAncestors } = this.config.publishing;
    this.#mayBeIndexed(reply);
    reply.header('content-security-policy', publicPolicy(frameAncestors));
    // It would forbid what the policy may allow.
    if (isFramed(this.config.publishing)) reply.removeHeader('x-frame-options');
    return this.#sent(request, reply, SerializedResponse.text(page, HTML));
  }

  @Get('public/:publication/card.png')
  @ApiOperation({ operationId: 'getPublicPicture', summary: 'A published card as a picture' })
  @ApiOkResponse({
    description: 'The picture.',
    content: { 'image/png': { schema: { type: 'string', format: 'binary' } } },
  })
  @ApiDefaultResponse(PROBLEM)
  async getPublicPicture(
    @Param('publication') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const picture = await this.cards.picture(id);
    this.#mayBeIndexed(reply);
    reply.header('cross-origin-resource-policy', 'cross-origin');
    return this.#sent(request, reply, SerializedResponse.bytes(picture, 'image/png'));
  }

  @Get('public/:publication/card.jsonld')
  @ApiOperation({ operationId: 'getPublicClaimReview', summary: 'A published card as linked data of schema.org' })
  @ApiOkResponse({ description: 'JSON-LD.', content: { 'application/ld+json': { schema: { type: 'object' } } } })
  @ApiDefaultResponse(PROBLEM)
  async getPublicClaimReview(
    @Param('publication') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const review = JSON.stringify(await this.cards.claimReview(id));
    this.#mayBeIndexed(reply);
    reply.header('cross-origin-resource-policy', 'cross-origin');
    return this.#sent(request, reply, SerializedResponse.text(review, 'application/ld+json'));
  }

  @Get('oembed')
  @ApiOperation({ operationId: 'getOembed', summary: 'How to show a published card in another page (oEmbed 1.0)' })
  @ApiOkResponse({ standardSchema: oembedAnswer })
  @ApiDefaultResponse(PROBLEM)
  async getOembed(
    @Query({ schema: oembedParameters }) asked: OembedParameters,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    return this.#sent(request, reply, SerializedResponse.of(await this.cards.oembed(asked)));
  }

  #mayBeIndexed(reply: FastifyReply): void {
    if (this.config.publishing.isIndexed) reply.removeHeader('x-robots-tag');
  }

  /** A revoked card is to be gone from caches as well: each use is asked for anew. */
  #sent(request: FastifyRequest, reply: FastifyReply, answer: SerializedResponse): Buffer | undefined {
    return withEtag(request, reply, answer, undefined);
  }
}
