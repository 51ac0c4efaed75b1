/** The positions of one party. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId, PartyId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import { headOf } from './parts.js';
import type { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';
import { noSuchParty } from './refusals.js';

export class ReadPositionsOf extends Query<SerializedResponse> {
  constructor(
    readonly party: PartyId,
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(ReadPositionsOf)
export class ReadPositionsOfHandler implements IQueryHandler<ReadPositionsOf> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ party, negotiation, lens }: ReadPositionsOf): Promise<SerializedResponse> {
    const reading = this.cache.under(await this.cache.load(negotiation), lens);
    const { parties } = reading.counted.registry;
    if (!parties.has(party)) throw noSuchParty(party, [...parties.keys()]);
    return this.cache.prepare(reading, {
      ...headOf(reading),
      positions: reading.positions().filter((p) => p.party === party),
    });
  }
}
