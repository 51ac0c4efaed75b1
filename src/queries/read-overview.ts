/** What a page shows of a negotiation, in one answer. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import { overviewFields } from '../../projections/status/overview.js';
import { Book } from '../projector/memory-image.js';
import { Hashes } from './hashes.js';
import { answerWith, headOf } from './parts.js';
import type { Prepared } from './serialized-response.js';
import { Readings } from './projection-cache.js';
import { wholeStatusAnswer, wholeStatusOf } from './whole-status.js';

export const overviewAnswer = answerWith({
  hash: z
    .string()
    .nullable()
    .meta({ description: 'The hash of the event of the revision, up to which all is chained.' }),
  status: wholeStatusAnswer,
  ...overviewFields,
});

export class ReadOverview extends Query<Prepared> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(ReadOverview)
export class ReadOverviewHandler implements IQueryHandler<ReadOverview> {
  constructor(
    private readonly readings: Readings,
    private readonly book: Book,
    private readonly hashes: Hashes,
  ) {}

  async execute({ negotiation, lens }: ReadOverview): Promise<Prepared> {
    const reading = this.readings.under(negotiation, lens);
    const head = headOf(reading);
    return this.readings.prepare(reading, {
      ...head,
      hash: await this.hashes.of(negotiation, head.revision),
      status: wholeStatusOf(reading, this.book.passedOverOf(negotiation, lens)),
      ...reading.overview(),
    });
  }
}
