/** The story step by step, as it is asked for. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import { replay, type End, type ReplayOptions, type Step } from '../../projections/compare/replay.js';
import { Clock } from '../platform/clock.js';
import { Readings } from './projection-cache.js';

export class ReadReplay extends Query<Iterable<Step | End>> {
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
    private readonly readings: Readings,
    private readonly clock: Clock,
  ) {}

  // The log as it is now: what is recorded while the replay runs is no part of it.
  async execute({ negotiation, options }: ReadReplay): Promise<Iterable<Step | End>> {
    const { negotiation: told, sources } = this.readings.logUnder(negotiation, options.lens);
    return replay({ negotiation: [...told], sources: [...sources] }, options, this.clock.now());
  }
}
