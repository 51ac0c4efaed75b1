/** What the status rests on. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import { fragilityOf } from '../../projections/compare/fragility.js';
import type { Lens } from '../../projections/record/lens.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { headOf } from './status-answers.js';
import type { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';

export class ReadFragility extends Query<SerializedResponse> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(ReadFragility)
export class ReadFragilityHandler implements IQueryHandler<ReadFragility> {
  /** What takes many readings is done once for as long as the reading holds, for all who ask. */
  readonly #found = new WeakMap<LensProjections, Promise<SerializedResponse>>();

  constructor(private readonly cache: ProjectionCache) {}

  async execute({ negotiation, lens }: ReadFragility): Promise<SerializedResponse> {
    const reading = this.cache.under(await this.cache.load(negotiation), lens);
    const found = this.#found.get(reading) ?? this.#find(reading);
    this.#found.set(reading, found);
    return found;
  }

  async #find(reading: LensProjections): Promise<SerializedResponse> {
    const trials = fragilityOf(reading.counted);
    for (let trial = trials.next(); ; trial = trials.next()) {
      if (trial.done) return this.cache.prepare(reading, { ...headOf(reading), ...trial.value });
      await yieldToEventLoop();
    }
  }
}
