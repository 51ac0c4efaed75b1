/** The change before a moment, or after it. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import { isoOf } from '../../events/dates.js';
import { negotiationId, type NegotiationId } from '../../events/ids.js';
import { differenceAnswer } from '../../projections/compare/explained-changes.js';
import { lensSchema, type Lens } from '../../projections/record/lens.js';
import { clockOf, neighbourOf, type Direction } from '../../projections/compare/adjacent-changes.js';
import { CLOCKS, type Clock } from '../../projections/compare/replay.js';
import { Clock as Time } from '../platform/clock.js';
import { Prepared } from './serialized-response.js';
import { Readings } from './projection-cache.js';

export const neighbourAnswer = z.strictObject({
  negotiation: negotiationId,
  clock: z.enum(CLOCKS),
  at: z.string().nullable().meta({ description: 'Null: there is no such change.' }),
  lens: lensSchema.nullable().meta({ description: 'The lens that stands at the change.' }),
  changes: z.array(differenceAnswer),
});

export class ReadNeighbour extends Query<Prepared> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
    readonly direction: Direction,
    readonly clock?: Clock,
    readonly milestones?: boolean,
  ) {
    super();
  }
}

@QueryHandler(ReadNeighbour)
export class ReadNeighbourHandler implements IQueryHandler<ReadNeighbour> {
  constructor(
    private readonly readings: Readings,
    private readonly time: Time,
  ) {}

  async execute({ negotiation, lens, direction, clock = clockOf(lens), milestones }: ReadNeighbour): Promise<Prepared> {
    const log = this.readings.logUnder(negotiation, lens);
    const found = neighbourOf(log, { lens, clock, direction, milestones }, this.time.now());
    const { at, lens: there } = found?.moment ?? { at: undefined, lens: null };
    return Prepared.of({
      negotiation,
      clock,
      at: at === undefined ? null : isoOf(at),
      lens: there,
      changes: found?.changes ?? [],
    });
  }
}
