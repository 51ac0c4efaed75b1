/** The status, under any lens. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import { isPresent, type Lens } from '../../projections/record/lens.js';

import { MemoryImage } from '../projector/memory-image.js';
import type { SerializedResponse } from './serialized-response.js';
import { atTurn, runYielding } from './pacing/run-yielding.js';
import { ProjectionCache } from './projection-cache.js';
import { wholeStatusOf } from './status-answers.js';

/** The status of one negotiation under a lens. */
export class ReadStatus extends Query<SerializedResponse> {
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
    private readonly cache: ProjectionCache,
    private readonly image: MemoryImage,
  ) {}

  async execute({ negotiation, lens }: ReadStatus): Promise<SerializedResponse> {
    const loaded = await this.cache.load(negotiation);
    if (isPresent(lens)) return runYielding(this.cache.makingStatus(loaded));
    const projections = await this.cache.under(loaded, lens);
    await atTurn(() => projections.summary());
    return atTurn(() =>
      this.cache.prepare(projections, wholeStatusOf(projections, this.image.unreadableOf(negotiation, lens))),
    );
  }
}
