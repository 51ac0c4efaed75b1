/** One picture of the talks: as data, and drawn. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../../events/ids.js';
import type { Clock as StoryClock } from '../../../projections/compare/clocks.js';
import { pictureOf } from '../../../projections/picture/picture.js';
import type { Lens } from '../../../projections/record/lens.js';
import { ReportIndexCache } from '../../../projections/report-index/report-index-cache.js';
import { Drawings, type FileFormat } from '../../pictures/drawings.js';
import { Clock } from '../../platform/clock.js';
import { runYielding } from '../pacing/run-yielding.js';
import { ProjectionCache } from '../projection-cache.js';
import type { SerializedResponse } from '../serialized-response.js';
import { DrawnStories } from './drawn-stories.js';

export class ReadPicture extends Query<SerializedResponse> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
    readonly clock: StoryClock,
    readonly format: 'json' | FileFormat,
  ) {
    super();
  }
}

@QueryHandler(ReadPicture)
export class ReadPictureHandler implements IQueryHandler<ReadPicture> {
  readonly #pictures;

  constructor(cache: ProjectionCache, clock: Clock, indexes: ReportIndexCache, drawings: Drawings) {
    this.#pictures = new DrawnStories(cache, {
      compute: (log, lens, storyClock) => runYielding(pictureOf(log, lens, storyClock, clock.now(), indexes)),
      draw: (picture, format) => drawings.picture(picture, format),
    });
  }

  execute(query: ReadPicture): Promise<SerializedResponse> {
    return this.#pictures.read(query);
  }
}
