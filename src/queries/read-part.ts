/** One part of a reading: the positions, the claims, … */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import { headOf, PARTS, type PartName } from './parts.js';
import type { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';

export class ReadPart extends Query<SerializedResponse> {
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
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ part, negotiation, lens }: ReadPart): Promise<SerializedResponse> {
    const reading = this.cache.under(await this.cache.load(negotiation), lens);
    return this.cache.prepare(reading, { ...headOf(reading), ...PARTS[part].of(reading) });
  }
}
