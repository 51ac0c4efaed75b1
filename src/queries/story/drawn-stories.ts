/**
 * Something of a story on one of its clocks, as data and drawn. It is computed and drawn once for all callers, and
 * kept while its projections are cached and there is room; what failed is tried again.
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
import { KeptWork } from './kept-work.js';

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

/** How many bytes of answers and files are kept: of a long story each has some hundred kilobytes. */
const ROOM = 32 * 1024 * 1024;

/** It is kept as it is, and may be kept compressed in two ways; beside it, its key. */
const weightOf = ({ body }: SerializedResponse): number => 2 * body.length + 500;

/** @typeParam B what is computed; an answer adds the head that all answers of a negotiation have */
export class DrawnStories<B extends object> {
  readonly #made = new KeptWork<SerializedResponse>(ROOM, weightOf);
  /** Tell projections apart in keys, which must not keep them in memory. */
  readonly #numbers = new WeakMap<LensProjections, number>();
  #last = 0;

  constructor(
    private readonly cache: ProjectionCache,
    private readonly making: Making<B, ReturnType<typeof headOf> & B>,
  ) {}

  async read({ negotiation, lens, clock, format }: StoryQuery): Promise<SerializedResponse> {
    const projections = await this.cache.read(negotiation, lens);
    const of = `${this.#numberOf(projections)} ${clock}`;
    const json = (): Promise<SerializedResponse> =>
      this.#made.of(`${of} json`, async () =>
        this.cache.prepare(projections, await this.#answer(projections, lens, clock)),
      );
    return format === 'json' ? json() : this.#made.of(`${of} ${format}`, async () => this.#drawn(await json(), format));
  }

  #numberOf(projections: LensProjections): number {
    const number = this.#numbers.get(projections) ?? (this.#last += 1);
    this.#numbers.set(projections, number);
    return number;
  }

  async #answer(projections: LensProjections, lens: Lens, clock: StoryClock) {
    const found = await this.making.compute(projections.recorded(), lens, clock);
    // The lens has been checked: the negotiation was open by then.
    if (!found) throw new Error('a negotiation that was not open has no story');
    return { ...headOf(projections), ...found };
  }

  /** Drawn from the answer as it is sent: what it was made from need not be kept. */
  async #drawn({ body, pinned }: SerializedResponse, format: FileFormat): Promise<SerializedResponse> {
    const answer = JSON.parse(body.toString()) as ReturnType<typeof headOf> & B;
    const { content, type } = await this.making.draw(answer, format);
    return SerializedResponse.bytes(content, type, pinned);
  }
}
