/** All negotiations, opening one, and what our desk says of each: its title, tables, parties and titles. */
import { Body, Param, Query, Req, Res, UseGuards, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NegotiationId, PartyId } from '../../../events/ids.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import { recorderOf } from '../../access/caller.js';
import type { Writing } from '../../commands/writing.js';
import { AddParty } from '../../commands/registry/add-party.js';
import { ArchiveNegotiation } from '../../commands/registry/archive-negotiation.js';
import {
  partyRecordedAnswer,
  type PartyRecordedAnswer,
  openedAnswer,
  type OpenedAnswer,
  negotiationRevisedAnswer,
  type NegotiationRevisedAnswer,
  changedAnswer,
  type ChangedAnswer,
  partyRevisedAnswer,
  type PartyRevisedAnswer,
} from '../../../answers/receipts.js';
import { OpenNegotiation } from '../../commands/registry/open-negotiation.js';
import { RetitleSubject } from '../../commands/registry/retitle-subject.js';
import { ReviseNegotiation } from '../../commands/registry/revise-negotiation.js';
import { ReviseParty } from '../../commands/registry/revise-party.js';
import { DescribeNegotiation } from '../../queries/describe-negotiation.js';
import { descriptionAnswer } from '../../../answers/description.js';
import { ReadRegistryActs } from '../../queries/registry/read-registry-acts.js';
import { registryAnswer } from '../../../answers/registry.js';
import { SeesRecorders } from '../../access/caller.js';
import { deskQuery, type DeskQuery, deskAnswer, type DeskAnswer } from '../../../answers/desk.js';
import { ListNegotiations } from '../../queries/desk/list-negotiations.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { CreateRoute, ReviseRoute } from '../decorators/write-routes.decorator.js';
import { Write } from '../decorators/write.decorator.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { MementoInterceptor } from '../interceptors/memento.interceptor.js';
import {
  ArchiveBody,
  NegotiationRevisionBody,
  OpeningBody,
  PartyBody,
  RevisionBody,
  TitleBody,
} from '../openapi/request-bodies.js';
import { setNextPageLink } from '../responses/next-page-link.js';
import { NEGOTIATION, PARTY } from './path-parameters.js';

@V1Controller('/negotiations', 'negotiations')
export class NegotiationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @ReadRoute('', {
    operationId: 'listNegotiations',
    summary: 'All talks, with their status in short',
    answer: deskAnswer,
  })
  @UseInterceptors(EtagInterceptor)
  async listNegotiations(
    @Query({ schema: deskQuery }) query: DeskQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskAnswer> {
    const answer = await this.queries.execute(new ListNegotiations(query, recorderOf(request)));
    setNextPageLink(request, reply, answer.next);
    return answer;
  }

  @CreateRoute(
    '',
    {
      operationId: 'openNegotiation',
      summary: 'Open a negotiation: its talks are followed from now on',
      answer: openedAnswer,
    },
    ({ negotiation }) => `/v1/negotiations/${negotiation}`,
  )
  @OpeningBody()
  openNegotiation(@Body() body: unknown, @Write() writing: Writing): Promise<OpenedAnswer> {
    return this.commands.execute(new OpenNegotiation(body, writing));
  }

  @ReadRoute(':negotiation', {
    operationId: 'getNegotiation',
    summary: 'What is followed: parties, issues, titles, tables and thresholds',
    answer: descriptionAnswer,
  })
  @UseInterceptors(MementoInterceptor, EtagInterceptor)
  getNegotiation(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: lensSchema }) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new DescribeNegotiation(id, lens));
  }

  // Guards run from the lowest decorator up to the highest: that of `ReadRoute` takes `position` out first.
  @UseGuards(NoParametersGuard)
  @ReadRoute(':negotiation/registry', {
    operationId: 'listRegistryActs',
    summary: 'What our desk has said of these talks, the last first: each act in words, with what undid it',
    answer: registryAnswer,
  })
  @UseInterceptors(EtagInterceptor)
  listRegistryActs(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @SeesRecorders() seesRecorders: boolean,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadRegistryActs(id, seesRecorders));
  }

  @ReviseRoute(':negotiation', {
    operationId: 'reviseNegotiation',
    summary: 'Give a negotiation another title, summary, tables or thresholds',
    answer: negotiationRevisedAnswer,
  })
  @NegotiationRevisionBody()
  reviseNegotiation(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<NegotiationRevisedAnswer> {
    return this.commands.execute(new ReviseNegotiation(id, body, writing));
  }

  @CreateRoute(
    ':negotiation/archive',
    {
      operationId: 'archiveNegotiation',
      summary: 'Archive a negotiation: it is followed no more, until this is voided',
      answer: changedAnswer,
    },
    (_, { negotiation }) => `/v1/negotiations/${negotiation}`,
  )
  @ArchiveBody()
  archiveNegotiation(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.commands.execute(new ArchiveNegotiation(id, body, writing));
  }

  @CreateRoute(
    ':negotiation/titles',
    {
      operationId: 'retitleSubject',
      summary: 'Give a claim, an issue, a proposal or an agreement another title',
      answer: changedAnswer,
    },
    (_, { negotiation }) => `/v1/negotiations/${negotiation}`,
  )
  @TitleBody()
  retitleSubject(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.commands.execute(new RetitleSubject(id, body, writing));
  }

  @CreateRoute(
    ':negotiation/parties',
    { operationId: 'addParty', summary: 'Add a party', answer: partyRecordedAnswer },
    ({ party }, { negotiation }) => `/v1/negotiations/${negotiation}/positions/${party}`,
  )
  @PartyBody()
  addParty(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<PartyRecordedAnswer> {
    return this.commands.execute(new AddParty(id, body, writing));
  }

  @ReviseRoute(':negotiation/parties/:party', {
    operationId: 'reviseParty',
    summary: 'Give a party another name, aliases, people, or another role from some date on',
    answer: partyRevisedAnswer,
  })
  @RevisionBody()
  reviseParty(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Param('party', PARTY) party: PartyId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<PartyRevisedAnswer> {
    return this.commands.execute(new ReviseParty(id, party, body, writing));
  }
}
