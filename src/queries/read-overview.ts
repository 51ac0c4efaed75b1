/** What a page shows of a negotiation, in one answer. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import { MemoryImage } from '../projector/memory-image.js';
import { EventHashes } from './hashes.js';
import type { SerializedResponse } from './serialized-response.js';
import { atTurn, runYielding } from './pacing/run-yielding.js';
import { ProjectionCache } from './projection-cache.js';
import { wholeStatusOf, headOf } from './status-answers.js';

export class ReadOverview extends Query<SerializedResponse> {
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
    private readonly cache: ProjectionCache,
    private readonly image: MemoryImage,
    private readonly hashes: EventHashes,
  ) {}

  async execute({ negotiation, lens }: ReadOverview): Promise<SerializedResponse> {
    const projections = await this.cache.read(negotiation, lens);
    const head = headOf(projections);
    const hash = await this.hashes.of(negotiation, head.revision);
    await atTurn(() => projections.summary());
    const status = await atTurn(() => wholeStatusOf(projections, this.image.unreadableOf(negotiation, lens)));
    await runYielding(projections.readingThreads());
    const overview = await atTurn(() => projections.overview());
    return atTurn(() => this.cache.prepare(projections, { ...head, hash, status, ...overview }));
  }
}
