/** One part of what is projected under a lens: the positions, the claims, … */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Head } from '../../answers/envelope.js';
import type { PartAnswer, PartName } from '../../answers/parts.js';
import type { NegotiationId, PartyId } from '../../events/ids.js';
import type { Lens } from '../../projections/record/lens.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { atTurn, runYielding } from './pacing/run-yielding.js';
import { ProjectionCache } from './projection-cache.js';
import { noSuchParty } from './refusals.js';
import type { SerializedResponse } from './serialized-response.js';
import { headOf } from './status-answers.js';

type PartOf<N extends PartName> = (projections: LensProjections) => Omit<PartAnswer<N>, keyof Head>;

/** How each part is computed. */
const PARTS: { readonly [N in PartName]: PartOf<N> } = {
  positions: (p) => ({ positions: p.positions() }),
  claims: (p) => ({ claims: p.claims() }),
  proposals: (p) => {
    const { proposals, demands } = p.offers();
    return { proposals, demands };
  },
  agreements: (p) => ({ agreements: p.agreements() }),
  contradictions: (p) => ({ contradictions: p.contradictions() }),
  terms: (p) => ({ terms: p.terms(), fulfilment: p.fulfilment() }),
  sources: (p) => p.sources(),
};

export class ReadPart extends Query<SerializedResponse> {
  constructor(
    readonly part: PartName,
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(ReadPart)
export class ReadPartHandler implements IQueryHandler<ReadPart> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ part, negotiation, lens }: ReadPart): Promise<SerializedResponse> {
    const projections = await this.cache.read(negotiation, lens);
    if (part === 'claims' || part === 'positions' || part === 'contradictions')
      await runYielding<unknown>(projections[part].steps());
    if (part === 'terms') await runYielding(projections.fulfilment.steps());
    return atTurn(() => this.cache.prepare(projections, { ...headOf(projections), ...PARTS[part](projections) }));
  }
}

/** The positions of one party. */
export class ReadPositionsOf extends Query<SerializedResponse> {
  constructor(
    readonly party: PartyId,
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(ReadPositionsOf)
export class ReadPositionsOfHandler implements IQueryHandler<ReadPositionsOf> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ party, negotiation, lens }: ReadPositionsOf): Promise<SerializedResponse> {
    const projections = await this.cache.read(negotiation, lens);
    const { registry, selection } = projections.counted;
    const { parties } = registry;
    const read = selection.reportIndex.desk.merges.slugOf('party', party);
    if (!parties.has(read)) throw noSuchParty(party, [...parties.keys()]);
    const positions = await runYielding(projections.positions.steps());
    return this.cache.prepare(projections, {
      ...headOf(projections),
      positions: positions.filter((p) => p.party === read),
    });
  }
}
