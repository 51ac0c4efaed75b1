/** The card and the briefing of a negotiation: as data, as pictures and as documents. */
import { Param, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProduces } from '../openapi/described.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NegotiationId } from '../../../events/ids.js';
import {
  briefingAnswer,
  briefingParameters,
  cardAnswer,
  cardParameters,
  type BriefingParameters,
  type CardParameters,
} from '../../../answers/publishing/briefing.js';
import { lensOf } from '../../../answers/parameters.js';
import { briefingForm, cardForm, type Form } from '../../briefing/forms.js';
import { ReadBriefing, ReadCard } from '../../briefing/read-briefing.js';
import { SerializedResponse } from '../../queries/serialized-response.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { MementoInterceptor } from '../interceptors/memento.interceptor.js';
import { NEGOTIATION } from './path-parameters.js';

const responseOf = ({ body, type, from }: Form, pinned: boolean): SerializedResponse =>
  SerializedResponse.bytes(body, type, pinned, from ?? body);

/** Slugs hold nothing that a header or a file name could not. */
const named = (reply: FastifyReply, kind: string, id: NegotiationId, ending: string, disposition: string): void => {
  reply.header('content-disposition', `${disposition}; filename="${kind}-${id}.${ending}"`);
};

@V1Controller('/negotiations/:negotiation', 'readings')
@UseInterceptors(MementoInterceptor, EtagInterceptor)
export class BriefingController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('card', {
    operationId: 'getCard',
    summary: 'The card: where the talks stand, who says so, who denies it, as of when; as data or as a picture',
    answer: cardAnswer,
  })
  @ApiProduces('application/json', 'image/svg+xml', 'image/png')
  async getCard(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: cardParameters }) parameters: CardParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SerializedResponse> {
    const { format, proof } = parameters;
    const { answer, pinned } = await this.queries.execute(new ReadCard(id, lensOf(parameters), proof === 'true'));
    if (format !== 'json') named(reply, 'card', id, format, 'inline');
    return responseOf(await cardForm(answer, format), pinned);
  }

  @ReadRoute('briefing', {
    operationId: 'getBriefing',
    summary: 'The briefing: the talks in sentences, each with its reports; as data, as Markdown or as a document',
    answer: briefingAnswer,
  })
  @ApiProduces(
    'application/json',
    'text/markdown',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  )
  async getBriefing(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: briefingParameters }) parameters: BriefingParameters,
    @Req() { protocol, host }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SerializedResponse> {
    const { format, since } = parameters;
    const { answer, pinned } = await this.queries.execute(new ReadBriefing(id, lensOf(parameters), since));
    if (format !== 'json') named(reply, 'briefing', id, format, 'attachment');
    return responseOf(await briefingForm(answer, format, `${protocol}://${host}`), pinned);
  }
}
