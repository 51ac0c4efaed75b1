/** The course of a story on one of its clocks. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import type { Log } from '../../projections/report-index/selection.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import type { Clock as StoryClock } from '../../projections/compare/clocks.js';
import { timelineOf, type Timeline } from '../../projections/compare/timeline.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { Clock } from '../platform/clock.js';
import { headOf } from './status-answers.js';
import type { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';

export class ReadTimeline extends Query<SerializedResponse> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
    readonly clock: StoryClock,
  ) {
    super();
  }
}

@QueryHandler(ReadTimeline)
export class ReadTimelineHandler implements IQueryHandler<ReadTimeline> {
  /** What takes many readings is done once for as long as the reading holds, for all who ask. */
  readonly #found = new WeakMap<LensProjections, Map<StoryClock, Promise<SerializedResponse>>>();

  constructor(
    private readonly cache: ProjectionCache,
    private readonly clock: Clock,
    private readonly indexes: ReportIndexCache,
  ) {}

  async execute({ negotiation, lens, clock }: ReadTimeline): Promise<SerializedResponse> {
    const loaded = await this.cache.load(negotiation);
    const reading = this.cache.under(loaded, lens);
    const byClock = this.#found.get(reading) ?? new Map<StoryClock, Promise<SerializedResponse>>();
    const found = byClock.get(clock) ?? this.#find(reading, this.cache.logUnder(loaded, lens), lens, clock);
    this.#found.set(reading, byClock.set(clock, found));
    return found;
  }

  async #find(
    reading: LensProjections,
    { negotiation, sources }: Log,
    lens: Lens,
    clock: StoryClock,
  ): Promise<SerializedResponse> {
    const log = { negotiation: [...negotiation], sources: [...sources] };
    const course = await inTurns(timelineOf(log, lens, clock, this.clock.now(), this.indexes));
    return this.cache.prepare(reading, { ...headOf(reading), ...course });
  }
}

/** Work that lets others go on in between. */
async function inTurns(work: Generator<undefined, Timeline | null>): Promise<Timeline | null> {
  for (let next = work.next(); ; next = work.next()) {
    if (next.done) return next.value;
    await yieldToEventLoop();
  }
}
