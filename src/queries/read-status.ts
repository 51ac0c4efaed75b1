/** The status, under any lens. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import { isPresent, type Lens } from '../../projections/record/lens.js';

import { Book } from '../projector/memory-image.js';
import type { Prepared } from './serialized-response.js';
import { Readings } from './projection-cache.js';
import { wholeStatusOf } from './whole-status.js';

/** The status of one negotiation under a lens. */
export class ReadStatus extends Query<Prepared> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(ReadStatus)
export class ReadStatusHandler implements IQueryHandler<ReadStatus> {
  constructor(
    private readonly readings: Readings,
    private readonly book: Book,
  ) {}

  async execute({ negotiation, lens }: ReadStatus): Promise<Prepared> {
    if (isPresent(lens)) return this.readings.status(negotiation);
    const reading = this.readings.under(negotiation, lens);
    return this.readings.prepare(reading, wholeStatusOf(reading, this.book.passedOverOf(negotiation, lens)));
  }
}
