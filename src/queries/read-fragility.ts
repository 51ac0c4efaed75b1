/** Fragility: what the status rests on. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { NegotiationId } from '../../events/ids.js';
import { fragilityOf } from '../../projections/compare/fragility.js';
import type { Lens } from '../../projections/record/lens.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { headOf } from './status-answers.js';
import type { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';
import { runYielding } from './pacing/run-yielding.js';
import { SharedWork } from './pacing/shared-work.js';

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
  /** Computed once for as long as the projections are cached, for all callers. */
  readonly #found = new WeakMap<LensProjections, SerializedResponse>();
  readonly #underWay = new SharedWork<LensProjections, SerializedResponse>();

  constructor(private readonly cache: ProjectionCache) {}

  async execute({ negotiation, lens }: ReadFragility): Promise<SerializedResponse> {
    const projections = await this.cache.read(negotiation, lens);
    return this.#found.get(projections) ?? this.#underWay.of(projections, () => this.#find(projections));
  }

  async #find(projections: LensProjections): Promise<SerializedResponse> {
    const fragility = await runYielding(fragilityOf(projections.counted));
    const found = this.cache.prepare(projections, { ...headOf(projections), ...fragility });
    this.#found.set(projections, found);
    return found;
  }
}
