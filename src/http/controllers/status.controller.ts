/** Where the talks stand, under any lens: the status, the overview and the parts of the status. */
import { Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { NegotiationId, PartyId } from '../../../events/ids.js';
import { lensSchema, type Lens } from '../../../projections/record/lens.js';
import { PART_ANSWERS, type PartName } from '../../../answers/parts.js';
import { laterEntriesAnswer } from '../../../answers/story/later-entries.js';
import { CountLaterEntries } from '../../queries/story/count-later-entries.js';
import { ReadOverview } from '../../queries/read-overview.js';
import { overviewAnswer, wholeStatusAnswer } from '../../../answers/status.js';
import { ReadPart, ReadPositionsOf } from '../../queries/read-part.js';
import { ReadStatus } from '../../queries/read-status.js';
import type { SerializedResponse } from '../../queries/serialized-response.js';
import { ReadRoute } from '../decorators/read-route.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { EtagInterceptor } from '../interceptors/etag.interceptor.js';
import { MementoInterceptor } from '../interceptors/memento.interceptor.js';
import { NEGOTIATION, PARTY } from './path-parameters.js';

const LENS = { schema: lensSchema };

@V1Controller('/negotiations/:negotiation', 'readings')
@UseInterceptors(MementoInterceptor, EtagInterceptor)
export class StatusController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('status', {
    operationId: 'getStatus',
    summary: 'Where the talks stand, who says so and who denies it',
    answer: wholeStatusAnswer,
  })
  getStatus(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadStatus(id, lens));
  }

  @ReadRoute('overview', {
    operationId: 'getOverview',
    summary: 'The status and the latest of each part, with the hash of the last event',
    answer: overviewAnswer,
  })
  getOverview(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadOverview(id, lens));
  }

  @ReadRoute('later', {
    operationId: 'countLaterEntries',
    summary: 'How many entries there are after the moment that a lens shows',
    answer: laterEntriesAnswer,
  })
  countLaterEntries(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new CountLaterEntries(id, lens));
  }

  @ReadRoute('positions', {
    operationId: 'listPositions',
    summary: 'Where each party stands on each subject',
    answer: PART_ANSWERS.positions,
  })
  listPositions(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('positions', id, lens);
  }

  @ReadRoute('positions/:party', {
    operationId: 'listPositionsOfParty',
    summary: 'Where one party stands',
    answer: PART_ANSWERS.positions,
  })
  listPositionsOfParty(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Param('party', PARTY) party: PartyId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.queries.execute(new ReadPositionsOf(party, id, lens));
  }

  @ReadRoute('claims', {
    operationId: 'listClaims',
    summary: 'What is said to be so, by whom it is confirmed and denied',
    answer: PART_ANSWERS.claims,
  })
  listClaims(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('claims', id, lens);
  }

  @ReadRoute('proposals', {
    operationId: 'listProposals',
    summary: 'Offers and demands, and what became of them',
    answer: PART_ANSWERS.proposals,
  })
  listProposals(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('proposals', id, lens);
  }

  @ReadRoute('agreements', {
    operationId: 'listAgreements',
    summary: 'Agreements, their members and their state',
    answer: PART_ANSWERS.agreements,
  })
  listAgreements(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('agreements', id, lens);
  }

  @ReadRoute('contradictions', {
    operationId: 'listContradictions',
    summary: 'What cannot hold together',
    answer: PART_ANSWERS.contradictions,
  })
  listContradictions(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('contradictions', id, lens);
  }

  @ReadRoute('terms', {
    operationId: 'listTerms',
    summary: 'How quantities moved, and how far agreements are carried out',
    answer: PART_ANSWERS.terms,
  })
  listTerms(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('terms', id, lens);
  }

  @ReadRoute('sources', {
    operationId: 'listSources',
    summary: 'Publishers and origins, and what each has said',
    answer: PART_ANSWERS.sources,
  })
  listSources(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Query(LENS) lens: Lens,
  ): Promise<SerializedResponse> {
    return this.part('sources', id, lens);
  }

  private part(part: PartName, id: NegotiationId, lens: Lens): Promise<SerializedResponse> {
    return this.queries.execute(new ReadPart(part, id, lens));
  }
}
