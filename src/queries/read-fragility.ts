/** What the status rests on. */
import { setImmediate as othersTurn } from 'node:timers/promises';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import { fragilityFields, fragilityOf } from '../../projections/compare/fragility.js';
import type { Lens } from '../../projections/record/lens.js';
import type { Reading } from '../../projections/status/lens-projections.js';
import { answerWith, headOf } from './parts.js';
import type { Prepared } from './serialized-response.js';
import { Readings } from './projection-cache.js';

export const fragilityAnswer = answerWith(fragilityFields);

export class ReadFragility extends Query<Prepared> {
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
  readonly #found = new WeakMap<Reading, Promise<Prepared>>();

  constructor(private readonly readings: Readings) {}

  execute({ negotiation, lens }: ReadFragility): Promise<Prepared> {
    const reading = this.readings.under(negotiation, lens);
    const found = this.#found.get(reading) ?? this.#find(reading);
    this.#found.set(reading, found);
    return found;
  }

  async #find(reading: Reading): Promise<Prepared> {
    const trials = fragilityOf(reading.view);
    for (let trial = trials.next(); ; trial = trials.next()) {
      if (trial.done) return this.readings.prepare(reading, { ...headOf(reading), ...trial.value });
      await othersTurn();
    }
  }
}
