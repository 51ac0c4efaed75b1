/** The change before a moment, or after it. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { AdjacentChangeAnswer } from '../../answers/story/changes.js';
import { isoOf } from '../../events/dates.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import { clockOf, findingAdjacentChange, type Direction } from '../../projections/compare/adjacent-changes.js';
import type { Clock } from '../../projections/compare/clocks.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { Clock as Time } from '../platform/clock.js';
import { runYielding } from './pacing/run-yielding.js';
import { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';

export class ReadAdjacentChange extends Query<SerializedResponse> {
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

@QueryHandler(ReadAdjacentChange)
export class ReadAdjacentChangeHandler implements IQueryHandler<ReadAdjacentChange> {
  constructor(
    private readonly cache: ProjectionCache,
    private readonly time: Time,
    private readonly indexes: ReportIndexCache,
  ) {}

  async execute({
    negotiation,
    lens,
    direction,
    clock = clockOf(lens),
    milestones,
  }: ReadAdjacentChange): Promise<SerializedResponse> {
    const log = await this.cache.logUnder(await this.cache.load(negotiation), lens);
    // A copy: what is recorded meanwhile does not belong to it.
    const copy = { negotiation: [...log.negotiation], sources: [...log.sources] };
    const asked = { lens, clock, direction, milestones };
    const found = await runYielding(findingAdjacentChange(copy, asked, this.time.now(), this.indexes));
    const { at, lens: there } = found?.moment ?? { at: undefined, lens: null };
    const answer: AdjacentChangeAnswer = {
      negotiation,
      clock,
      at: at === undefined ? null : isoOf(at),
      lens: there,
      changes: found?.changes ?? [],
    };
    return SerializedResponse.of(answer);
  }
}
