/** What a report of a negotiation can name, the last used first. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { VocabularyAnswer } from '../../answers/vocabulary.js';
import type { NegotiationId } from '../../events/ids.js';
import type { CountedReports } from '../../projections/report-index/counted-reports.js';
import { readingVocabulary } from '../../projections/vocabulary/vocabulary.js';
import { runYielding } from './pacing/run-yielding.js';
import { ProjectionCache } from './projection-cache.js';
import { SerializedResponse } from './serialized-response.js';

export class ReadVocabulary extends Query<SerializedResponse> {
  constructor(
    readonly negotiation: NegotiationId,
    /** Only what holds each of these words. */
    readonly q: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(ReadVocabulary)
export class ReadVocabularyHandler implements IQueryHandler<ReadVocabulary> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ negotiation, q }: ReadVocabulary): Promise<SerializedResponse> {
    const { counted } = await this.cache.read(negotiation);
    return runYielding(answering(negotiation, counted, q));
  }
}

/** With pauses. */
function* answering(
  negotiation: NegotiationId,
  counted: CountedReports,
  q: string | undefined,
): Generator<undefined, SerializedResponse> {
  const { registry, selection } = counted;
  const answer: VocabularyAnswer = {
    negotiation,
    title: registry.title,
    revision: selection.revision,
    position: String(selection.position),
    ...(yield* readingVocabulary(counted, q)),
  };
  return SerializedResponse.of(answer);
}
