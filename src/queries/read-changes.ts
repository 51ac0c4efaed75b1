/** How the story changed between two lenses. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ChangesAnswer, ChangesEnd } from '../../answers/story/changes.js';
import type { NegotiationId } from '../../events/ids.js';
import { explaining } from '../../projections/compare/explained-changes.js';
import { NOW_LENS, type Lens } from '../../projections/record/lens.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { headOf } from './status-answers.js';
import { runYielding } from './pacing/run-yielding.js';
import { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';

function endOf(projections: LensProjections): ChangesEnd {
  const { lens: under, at: time, revision: seen, position: place } = headOf(projections);
  return { lens: under, at: time, revision: seen, position: place };
}

export class ReadChanges extends Query<SerializedResponse> {
  /** @param from null: the empty record */
  constructor(
    readonly negotiation: NegotiationId,
    readonly from: Lens | null,
    readonly to: Lens = NOW_LENS,
  ) {
    super();
  }
}

@QueryHandler(ReadChanges)
export class ReadChangesHandler implements IQueryHandler<ReadChanges> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ negotiation: id, from, to }: ReadChanges): Promise<SerializedResponse> {
    const loaded = await this.cache.load(id);
    const [later, earlier = null] = from
      ? await this.cache.underBoth(loaded, to, from)
      : [await this.cache.under(loaded, to)];
    const pinned = this.cache.arePinned(later) && (!earlier || this.cache.arePinned(earlier));
    const { registry } = later.counted;
    const answer: ChangesAnswer = {
      negotiation: registry.negotiation,
      title: registry.title,
      from: earlier && endOf(earlier),
      to: endOf(later),
      changes: await runYielding(explaining(earlier, later)),
    };
    return SerializedResponse.of(answer, pinned);
  }
}
