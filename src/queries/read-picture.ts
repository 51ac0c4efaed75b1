/** One picture of the talks: as data, and drawn. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PictureAnswer } from '../../answers/story/picture.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Clock as StoryClock } from '../../projections/compare/clocks.js';
import { pictureOf } from '../../projections/picture/picture.js';
import type { Lens } from '../../projections/record/lens.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import type { Log } from '../../projections/report-index/selection.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { Drawings, type FileFormat } from '../pictures/drawings.js';
import { Clock } from '../platform/clock.js';
import { ProjectionCache } from './projection-cache.js';
import { runYielding } from './pacing/run-yielding.js';
import { SerializedResponse } from './serialized-response.js';
import { headOf } from './status-answers.js';

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

/** What has been made of some projections. */
interface Made {
  readonly pictures: Map<StoryClock, Promise<PictureAnswer>>;
  readonly responses: Map<string, Promise<SerializedResponse>>;
}

@QueryHandler(ReadPicture)
export class ReadPictureHandler implements IQueryHandler<ReadPicture> {
  /** Computed and drawn once for as long as the projections are cached, for all callers. */
  readonly #made = new WeakMap<LensProjections, Made>();

  constructor(
    private readonly cache: ProjectionCache,
    private readonly clock: Clock,
    private readonly indexes: ReportIndexCache,
    private readonly drawings: Drawings,
  ) {}

  async execute({ negotiation, lens, clock, format }: ReadPicture): Promise<SerializedResponse> {
    const loaded = await this.cache.load(negotiation);
    const projections = this.cache.under(loaded, lens);
    const made = this.#made.get(projections) ?? { pictures: new Map(), responses: new Map() };
    this.#made.set(projections, made);
    const key = `${clock} ${format}`;
    const picture = made.pictures.get(clock) ?? this.#find(projections, this.cache.logUnder(loaded, lens), lens, clock);
    made.pictures.set(clock, picture);
    const response = made.responses.get(key) ?? this.#respond(projections, picture, format);
    made.responses.set(key, response);
    return response;
  }

  async #find(
    projections: LensProjections,
    { negotiation, sources }: Log,
    lens: Lens,
    clock: StoryClock,
  ): Promise<PictureAnswer> {
    const log = { negotiation: [...negotiation], sources: [...sources] };
    const picture = await runYielding(pictureOf(log, lens, clock, this.clock.now(), this.indexes));
    // The lens has been checked: the negotiation was open by then.
    if (!picture) throw new Error('a negotiation that was not open has no picture');
    return { ...headOf(projections), ...picture };
  }

  async #respond(
    projections: LensProjections,
    found: Promise<PictureAnswer>,
    format: 'json' | FileFormat,
  ): Promise<SerializedResponse> {
    const picture = await found;
    if (format === 'json') return this.cache.prepare(projections, picture);
    const { selection, registry } = projections.counted;
    const { content, type } = await this.drawings.picture(picture, format);
    return SerializedResponse.bytes(content, type, this.cache.isPinned(registry.negotiation, selection.lens));
  }
}
