/** Where the talks stand, under any lens: the status, its parts, the history and single reports. */
import { Param, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { SeesRecorders } from '../../access/caller.js';
import {
  negotiationId,
  partyId,
  reportId,
  type NegotiationId,
  type PartyId,
  type ReportId,
} from '../../../events/ids.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import { PARTS, type PartName } from '../../queries/parts.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { historyAnswer, ReadHistory } from '../../queries/read-history.js';
import { overviewAnswer, ReadOverview } from '../../queries/read-overview.js';
import { ReadPart } from '../../queries/read-part.js';
import { ReadPositionsOf } from '../../queries/read-positions-of.js';
import { ReadReport, reportAnswer } from '../../queries/read-report.js';
import { ReadStatus } from '../../queries/read-status.js';
import { wholeStatusAnswer } from '../../queries/whole-status.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { setNextPageLink } from '../responses/next-page-link.js';
import { MementoInterceptor } from '../interceptors/memento.interceptor.js';
import { historyParameters, lensOf } from '../parameters.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

const NEGOTIATION = { schema: negotiationId };
const LENS = { schema: lensSchema };

@V1Controller('/negotiations/:negotiation', 'readings')
@UseInterceptors(MementoInterceptor, EtagInterceptor)
export class StatusController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('status', 'Where the talks stand, who says so and who denies it', wholeStatusAnswer)
  status(@Param('negotiation', NEGOTIATION) id: NegotiationId, @Query(LENS) lens: Lens): Promise<SerializedResponse> {
    return this.queries.execute(new ReadStatus(id, lens));
  }

  @ReadRoute('overview', 'The status and the latest of each part, with the hash of the last event', overviewAnswer)
  overview(@Param('negotiation', NEGOTIATION) id: NegotiationId, @Query(LENS) lens: Lens): Promise<SerializedResponse> {
    return this.queries.execute(new ReadOverview(id, lens));
  }

  @ReadRoute('positions', 'Where each party stands on each subject', PARTS.positions.answer)
  positions(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('positions', id, lens);
  }

  @ReadRoute('positions/:party', 'Where one party stands', PARTS.positions.answer)
  positionsOf(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Param('party', { schema: partyId }) party: PartyId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadPositionsOf(party, id, lens));
  }

  @ReadRoute('claims', 'What is said to be so, by whom it is confirmed and denied', PARTS.claims.answer)
  claims(@Param('negotiation', NEGOTIATION) id: NegotiationId, @Query(LENS) lens: Lens): Promise<SerializedResponse> {
    return this.part('claims', id, lens);
  }

  @ReadRoute('proposals', 'Offers and demands, and what became of them', PARTS.proposals.answer)
  proposals(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('proposals', id, lens);
  }

  @ReadRoute('agreements', 'Agreements, their members and their state', PARTS.agreements.answer)
  agreements(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('agreements', id, lens);
  }

  @ReadRoute('contradictions', 'What cannot hold together', PARTS.contradictions.answer)
  contradictions(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('contradictions', id, lens);
  }

  @ReadRoute('terms', 'How quantities moved, and how far agreements are carried out', PARTS.terms.answer)
  terms(@Param('negotiation', NEGOTIATION) id: NegotiationId, @Query(LENS) lens: Lens): Promise<SerializedResponse> {
    return this.part('terms', id, lens);
  }

  @ReadRoute('sources', 'Publishers and origins, and what each has said', PARTS.sources.answer)
  sources(@Param('negotiation', NEGOTIATION) id: NegotiationId, @Query(LENS) lens: Lens): Promise<SerializedResponse> {
    return this.part('sources', id, lens);
  }

  @ReadRoute('history', 'The reports, with what became of them', historyAnswer)
  async history(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query({ schema: historyParameters }) parameters: z.infer<typeof historyParameters>,
    @SeesRecorders() seesRecorders: boolean,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SerializedResponse> {
    const { next, prepared } = await this.queries.execute(
      new ReadHistory(id, lensOf(parameters), parameters, seesRecorders),
    );
    setNextPageLink(request, reply, next);
    return prepared;
  }

  @ReadRoute('reports/:report', 'One report: as recorded, what became of it, what it changed', reportAnswer)
  report(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Param('report', { schema: reportId }) report: ReportId,
    @Query(LENS) lens: Lens,
    @SeesRecorders() seesRecorders: boolean,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadReport(report, id, lens, seesRecorders));
  }

  private part(part: PartName, id: NegotiationId, lens: Lens): Promise<SerializedResponse> {
    return this.queries.execute(new ReadPart(part, id, lens));
  }
}
