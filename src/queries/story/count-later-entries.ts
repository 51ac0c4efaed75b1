/** How far the record has moved on since the moment that a lens shows: of all reads under a past lens, the one that is live. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LaterEntriesAnswer } from '../../../answers/story/later-entries.js';
import type { NegotiationId } from '../../../events/ids.js';
import { laterEntries } from '../../../projections/history/entries-seen.js';
import type { Lens } from '../../../projections/record/lens.js';
import { ProjectionCache } from '../projection-cache.js';
import { SerializedResponse } from '../serialized-response.js';

export class CountLaterEntries extends Query<SerializedResponse> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(CountLaterEntries)
export class CountLaterEntriesHandler implements IQueryHandler<CountLaterEntries> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ negotiation, lens }: CountLaterEntries): Promise<SerializedResponse> {
    const loaded = await this.cache.load(negotiation);
    const { selection } = (await this.cache.under(loaded, lens)).counted;
    const recorded = loaded.log.negotiation;
    const answer: LaterEntriesAnswer = {
      negotiation,
      lens: selection.lens,
      later: laterEntries(selection, recorded.length),
      revision: loaded.revision,
      position: String(recorded.at(-1)?.position ?? 0n),
    };
    return SerializedResponse.of(answer);
  }
}
