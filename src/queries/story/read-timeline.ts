/** The timeline: the course of a story on one of its clocks. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../../events/ids.js';
import type { Clock as StoryClock } from '../../../projections/compare/clocks.js';
import { timelineOf } from '../../../projections/compare/timeline.js';
import type { Lens } from '../../../projections/record/lens.js';
import { ReportIndexCache } from '../../../projections/report-index/report-index-cache.js';
import { Drawings, type FileFormat } from '../../pictures/drawings.js';
import { Clock } from '../../platform/clock.js';
import { runYielding } from '../pacing/run-yielding.js';
import { ProjectionCache } from '../projection-cache.js';
import type { SerializedResponse } from '../serialized-response.js';
import { DrawnStories } from './drawn-stories.js';

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

@QueryHandler(ReadTimeline)
export class ReadTimelineHandler implements IQueryHandler<ReadTimeline> {
  readonly #timelines;

  constructor(cache: ProjectionCache, clock: Clock, indexes: ReportIndexCache, drawings: Drawings) {
    this.#timelines = new DrawnStories(cache, {
      compute: (log, lens, storyClock) => runYielding(timelineOf(log, lens, storyClock, clock.now(), indexes)),
      draw: (timeline, format) => drawings.timeline(timeline, format),
    });
  }

  execute(query: ReadTimeline): Promise<SerializedResponse> {
    return this.#timelines.read(query);
  }
}
