/** The desk: all talks, opening others, and who takes part in them. */
import { Body, Param, Query, Req, Res, UseGuards, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Recorder } from '../../access/caller.js';
import { negotiationId, partyId, type NegotiationId, type PartyId } from '../../../events/ids.js';
import { DescribeNegotiation, descriptionAnswer } from '../../queries/describe-negotiation.js';
import { deskQuery, type DeskQuery } from '../../queries/desk-query.js';
import { deskAnswer, ListNegotiations, type DeskAnswer } from '../../queries/list-negotiations.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { AddParty, partyRecordedAnswer, type PartyRecordedAnswer } from '../../commands/add-party.js';
import { openedAnswer, OpenNegotiation, type OpenedAnswer } from '../../commands/open-negotiation.js';
import { partyRevisedAnswer, ReviseParty, type PartyRevisedAnswer } from '../../commands/revise-party.js';
import { answered } from '../answered.js';
import { OpeningBody, PartyBody, RevisionBody } from '../openapi/request-bodies.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { IfMatch } from '../decorators/write.decorator.js';
import { setNextPageLink } from '../responses/next-page-link.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { recordParameters, type RecordParameters } from '../parameters.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { CreateRoute, ReviseRoute } from '../decorators/write-routes.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

const NEGOTIATION = { schema: negotiationId };
const RECORD = { schema: recordParameters };

@V1Controller('/negotiations', 'negotiations')
export class NegotiationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @ReadRoute('', 'All talks, with their status in short', deskAnswer)
  @UseInterceptors(EtagInterceptor)
  async list(
    @Query({ schema: deskQuery }) query: DeskQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskAnswer> {
    const answer = await this.queries.execute(new ListNegotiations(query));
    setNextPageLink(request, reply, answer.next);
    return answer;
  }

  @CreateRoute('', 'Open a negotiation: its talks are followed from now on', openedAnswer)
  @OpeningBody()
  async open(
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Recorder() recorder: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OpenedAnswer> {
    const answer = await this.commands.execute(new OpenNegotiation(body, { recorder, ifMatch, dryRun }));
    return answered(reply, answer, ({ negotiation }) => `/v1/negotiations/${negotiation}`);
  }

  @ReadRoute(':negotiation', 'What is followed: parties, issues, tables and thresholds', descriptionAnswer)
  @UseGuards(NoParametersGuard)
  @UseInterceptors(EtagInterceptor)
  describe(@Param('negotiation', NEGOTIATION) id: NegotiationId): Promise<SerializedResponse> {
    return this.queries.execute(new DescribeNegotiation(id));
  }

  @CreateRoute(':negotiation/parties', 'Add a party', partyRecordedAnswer)
  @PartyBody()
  async add(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Recorder() recorder: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartyRecordedAnswer> {
    const answer = await this.commands.execute(new AddParty(id, body, { recorder, ifMatch, dryRun }));
    return answered(reply, answer, ({ party }) => `/v1/negotiations/${id}/positions/${party}`);
  }

  @ReviseRoute(
    ':negotiation/parties/:party',
    'Give a party another name, or another role from some date on',
    partyRevisedAnswer,
  )
  @RevisionBody()
  revise(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Param('party', { schema: partyId }) party: PartyId,
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Recorder() recorder: string,
  ): Promise<PartyRevisedAnswer> {
    return this.commands.execute(new ReviseParty(id, party, body, { recorder, ifMatch, dryRun }));
  }
}
