/** What our desk has said of a negotiation: its opening, revisions, parties, titles, merges and archiving. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { actShownTo, type RegistryAnswer } from '../../../answers/registry.js';
import type { NegotiationId } from '../../../events/ids.js';
import { registryActsOf } from '../../../projections/history/registry-acts.js';
import { ProjectionCache } from '../projection-cache.js';
import { SerializedResponse } from '../serialized-response.js';

export class ReadRegistryActs extends Query<SerializedResponse> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly seesRecorders: boolean,
  ) {
    super();
  }
}

@QueryHandler(ReadRegistryActs)
export class ReadRegistryActsHandler implements IQueryHandler<ReadRegistryActs> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ negotiation, seesRecorders }: ReadRegistryActs): Promise<SerializedResponse> {
    const { selection } = (await this.cache.read(negotiation)).counted;
    const answer: RegistryAnswer = {
      negotiation,
      acts: registryActsOf(selection.entries)
        .toReversed()
        .map((act) => actShownTo(seesRecorders, act)),
      revision: selection.revision,
      position: String(selection.position),
    };
    return SerializedResponse.of(answer);
  }
}
