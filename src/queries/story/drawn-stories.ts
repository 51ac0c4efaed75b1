/**
 * Something of a story on one of its clocks, as data and drawn. It is computed and drawn once for as long as its
 * projections are cached, for all callers; what failed is tried again.
 */
import type { NegotiationId } from '../../../events/ids.js';
import type { Clock as StoryClock } from '../../../projections/compare/clocks.js';
import type { Lens } from '../../../projections/record/lens.js';
import type { Log } from '../../../projections/report-index/selection.js';
import type { LensProjections } from '../../../projections/status/lens-projections.js';
import type { Drawn, FileFormat } from '../../pictures/drawings.js';
import type { ProjectionCache } from '../projection-cache.js';
import { SerializedResponse } from '../serialized-response.js';
import { headOf } from '../status-answers.js';
import { onceFor } from './once-for.js';

/** What is asked of a story. */
export interface StoryQuery {
  readonly negotiation: NegotiationId;
  readonly lens: Lens;
  readonly clock: StoryClock;
  readonly format: 'json' | FileFormat;
}

/** How it is computed and drawn. */
interface Making<B, A> {
  /** Null where the negotiation was not open by then. */
  readonly compute: (log: Log, lens: Lens, clock: StoryClock) => Promise<B | null>;
  readonly draw: (answer: A, format: FileFormat) => Promise<Drawn>;
}

/** What has been made of some projections. */
interface Made<A> {
  readonly answers: Map<StoryClock, Promise<A>>;
  readonly responses: Map<string, Promise<SerializedResponse>>;
}

/** @typeParam B what is computed; an answer adds the head that all answers of a negotiation have */
export class DrawnStories<B extends object> {
  readonly #made = new WeakMap<LensProjections, Made<ReturnType<typeof headOf> & B>>();

  constructor(
    private readonly cache: ProjectionCache,
    private readonly making: Making<B, ReturnType<typeof headOf> & B>,
  ) {}

  async read({ negotiation, lens, clock, format }: StoryQuery): Promise<SerializedResponse> {
    const loaded = await this.cache.load(negotiation);
    const projections = this.cache.under(loaded, lens);
    const made = this.#made.get(projections) ?? { answers: new Map(), responses: new Map() };
    this.#made.set(projections, made);
    const log = this.cache.logUnder(loaded, lens);
    const answer = onceFor(made.answers, clock, () => this.#answer(projections, log, lens, clock));
    return onceFor(made.responses, `${clock} ${format}`, async () => this.#respond(projections, await answer, format));
  }

  async #answer(projections: LensProjections, { negotiation, sources }: Log, lens: Lens, clock: StoryClock) {
    // A copy: what is recorded meanwhile does not belong to it.
    const log = { negotiation: [...negotiation], sources: [...sources] };
    const found = await this.making.compute(log, lens, clock);
    // The lens has been checked: the negotiation was open by then.
    if (!found) throw new Error('a negotiation that was not open has no story');
    return { ...headOf(projections), ...found };
  }

  async #respond(
    projections: LensProjections,
    answer: ReturnType<typeof headOf> & B,
    format: 'json' | FileFormat,
  ): Promise<SerializedResponse> {
    if (format === 'json') return this.cache.prepare(projections, answer);
    const { selection, registry } = projections.counted;
    const { content, type } = await this.making.draw(answer, format);
    return SerializedResponse.bytes(content, type, this.cache.isPinned(registry.negotiation, selection.lens));
  }
}
