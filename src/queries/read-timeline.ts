/** The timeline: the course of a story on one of its clocks. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import type { Log } from '../../projections/report-index/selection.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import type { Clock as StoryClock } from '../../projections/compare/clocks.js';
import { timelineOf } from '../../projections/compare/timeline.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { Clock } from '../platform/clock.js';
import { headOf } from './status-answers.js';
import type { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';
import { runYielding } from './run-yielding.js';

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
  /** Computed once for each clock for as long as the projections are cached, for all callers. */
  readonly #found = new WeakMap<LensProjections, Map<StoryClock, Promise<SerializedResponse>>>();

  constructor(
    private readonly cache: ProjectionCache,
    private readonly clock: Clock,
    private readonly indexes: ReportIndexCache,
  ) {}

  async execute({ negotiation, lens, clock }: ReadTimeline): Promise<SerializedResponse> {
    const loaded = await this.cache.load(negotiation);
    const projections = this.cache.under(loaded, lens);
    const byClock = this.#found.get(projections) ?? new Map<StoryClock, Promise<SerializedResponse>>();
    const found = byClock.get(clock) ?? this.#find(projections, this.cache.logUnder(loaded, lens), lens, clock);
    this.#found.set(projections, byClock.set(clock, found));
    return found;
  }

  async #find(
    projections: LensProjections,
    { negotiation, sources }: Log,
    lens: Lens,
    clock: StoryClock,
  ): Promise<SerializedResponse> {
    const log = { negotiation: [...negotiation], sources: [...sources] };
    const course = await runYielding(timelineOf(log, lens, clock, this.clock.now(), this.indexes));
    return this.cache.prepare(projections, { ...headOf(projections), ...course });
  }
}
