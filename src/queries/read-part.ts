/** One part of a reading: the positions, the claims, … */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import { headOf, PARTS, type PartName } from './parts.js';
import type { Prepared } from './serialized-response.js';
import { Readings } from './projection-cache.js';

export class ReadPart extends Query<Prepared> {
  constructor(
    readonly part: PartName,
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(ReadPart)
export class ReadPartHandler implements IQueryHandler<ReadPart> {
  constructor(private readonly readings: Readings) {}

  async execute({ part, negotiation, lens }: ReadPart): Promise<Prepared> {
    const reading = this.readings.under(negotiation, lens);
    return this.readings.prepare(reading, { ...headOf(reading), ...PARTS[part].of(reading) });
  }
}
