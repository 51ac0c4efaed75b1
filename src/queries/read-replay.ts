/** The story step by step, as it is asked for. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import { replaying, type ReplayEnd, type ReplayOptions, type ReplayStep } from '../../projections/compare/replay.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { Clock } from '../platform/clock.js';
import { yieldingSteps } from './pacing/run-yielding.js';
import { ProjectionCache } from './projection-cache.js';

export class ReadReplay extends Query<AsyncIterable<ReplayStep | ReplayEnd>> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly options: ReplayOptions,
  ) {
    super();
  }
}

@QueryHandler(ReadReplay)
export class ReadReplayHandler implements IQueryHandler<ReadReplay> {
  constructor(
    private readonly cache: ProjectionCache,
    private readonly clock: Clock,
    private readonly indexes: ReportIndexCache,
  ) {}

  // The log as it is now: what is recorded while the replay runs is no part of it.
  async execute({ negotiation, options }: ReadReplay): Promise<AsyncIterable<ReplayStep | ReplayEnd>> {
    const log = await this.cache.logUnder(await this.cache.load(negotiation), options.lens);
    const copy = { negotiation: [...log.negotiation], sources: [...log.sources] };
    return yieldingSteps(replaying(copy, options, this.clock.now(), this.indexes));
  }
}
