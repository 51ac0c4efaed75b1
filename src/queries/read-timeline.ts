/** The timeline: the course of a story on one of its clocks. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { TimelineAnswer } from '../../answers/story/timeline.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import type { Log } from '../../projections/report-index/selection.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import type { Clock as StoryClock } from '../../projections/compare/clocks.js';
import { timelineOf } from '../../projections/compare/timeline.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { Drawings, type FileFormat } from '../pictures/drawings.js';
import { Clock } from '../platform/clock.js';
import { headOf } from './status-answers.js';
import { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';
import { runYielding } from './pacing/run-yielding.js';

export class ReadTimeline extends Query<SerializedResponse> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
    readonly clock: StoryClock,
    readonly format: 'json' | FileFormat = 'json',
  ) {
    super();
  }
}

/** What has been made of some projections. */
interface Made {
  readonly timelines: Map<StoryClock, Promise<TimelineAnswer>>;
  readonly responses: Map<string, Promise<SerializedResponse>>;
}

@QueryHandler(ReadTimeline)
export class ReadTimelineHandler implements IQueryHandler<ReadTimeline> {
  /** Computed and drawn once for as long as the projections are cached, for all callers. */
  readonly #made = new WeakMap<LensProjections, Made>();

  constructor(
    private readonly cache: ProjectionCache,
    private readonly clock: Clock,
    private readonly indexes: ReportIndexCache,
    private readonly drawings: Drawings,
  ) {}

  async execute({ negotiation, lens, clock, format }: ReadTimeline): Promise<SerializedResponse> {
    const loaded = await this.cache.load(negotiation);
    const projections = this.cache.under(loaded, lens);
    const made = this.#made.get(projections) ?? { timelines: new Map(), responses: new Map() };
    this.#made.set(projections, made);
    const timeline =
      made.timelines.get(clock) ?? this.#find(projections, this.cache.logUnder(loaded, lens), lens, clock);
    made.timelines.set(clock, timeline);
    const key = `${clock} ${format}`;
    const response = made.responses.get(key) ?? this.#respond(projections, timeline, format);
    made.responses.set(key, response);
    return response;
  }

  async #find(
    projections: LensProjections,
    { negotiation, sources }: Log,
    lens: Lens,
    clock: StoryClock,
  ): Promise<TimelineAnswer> {
    const log = { negotiation: [...negotiation], sources: [...sources] };
    const course = await runYielding(timelineOf(log, lens, clock, this.clock.now(), this.indexes));
    // The lens has been checked: the negotiation was open by then.
    if (!course) throw new Error('a negotiation that was not open has no timeline');
    return { ...headOf(projections), ...course };
  }

  async #respond(
    projections: LensProjections,
    found: Promise<TimelineAnswer>,
    format: 'json' | FileFormat,
  ): Promise<SerializedResponse> {
    const timeline = await found;
    if (format === 'json') return this.cache.prepare(projections, timeline);
    const { selection, registry } = projections.counted;
    const { content, type } = await this.drawings.timeline(timeline, format);
    return SerializedResponse.bytes(content, type, this.cache.isPinned(registry.negotiation, selection.lens));
  }
}
