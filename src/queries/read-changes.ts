/** How the story changed between two lenses. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import type { NegotiationId } from '../../events/ids.js';
import { explainedChangeAnswer, explainedChangesBetween } from '../../projections/compare/explained-changes.js';
import { NOW_LENS, type Lens } from '../../projections/record/lens.js';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { statusAnswer } from '../../projections/status/status-answer.js';
import { headOf } from './parts.js';
import { SerializedResponse } from './serialized-response.js';
import { ProjectionCache } from './projection-cache.js';

const { shape } = statusAnswer;
const end = statusAnswer.pick({ lens: true, at: true, revision: true, position: true });

export const changesAnswer = z.strictObject({
  negotiation: shape.negotiation,
  title: shape.title,
  from: end.nullable().meta({ description: 'Null: before the negotiation was opened.' }),
  to: end,
  changes: z.array(explainedChangeAnswer),
});

function endOf(reading: LensProjections): z.infer<typeof end> {
  const { lens: under, at: time, revision: seen, position: place } = headOf(reading);
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
    const later = this.cache.under(loaded, to);
    const earlier = from && this.cache.under(loaded, from);
    const { registry } = later.counted;
    const answer = {
      negotiation: registry.negotiation,
      title: registry.title,
      from: earlier && endOf(earlier),
      to: endOf(later),
      changes: explainedChangesBetween(earlier, later),
    };
    return SerializedResponse.of(answer, this.cache.isPinned(id, to) && (!from || this.cache.isPinned(id, from)));
  }
}
