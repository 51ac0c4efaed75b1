/** The entries of the record with what became of them, page by page. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { shownTo } from '../../answers/history.js';
import type { PageQuery } from '../../answers/page.js';
import type { NegotiationId } from '../../events/ids.js';
import type { HistoryQuery } from '../../projections/history/history.js';
import type { Lens } from '../../projections/record/lens.js';
import { lastIdIn, pageOf } from './page.js';
import { runYielding } from './pacing/run-yielding.js';
import { ProjectionCache } from './projection-cache.js';
import { noSuchCursor } from './refusals.js';
import type { SerializedResponse } from './serialized-response.js';
import { headOf } from './status-answers.js';

export interface HistoryPage {
  readonly prepared: SerializedResponse;
  readonly next: string | null;
}

export class ReadHistory extends Query<HistoryPage> {
  constructor(
    readonly negotiation: NegotiationId,
    readonly lens: Lens,
    readonly query: HistoryQuery & PageQuery,
    readonly seesRecorders: boolean,
  ) {
    super();
  }
}

@QueryHandler(ReadHistory)
export class ReadHistoryHandler implements IQueryHandler<ReadHistory> {
  constructor(private readonly cache: ProjectionCache) {}

  async execute({ negotiation, lens, query, seesRecorders }: ReadHistory): Promise<HistoryPage> {
    const projections = await this.cache.read(negotiation, lens);
    await runYielding(projections.history().ordering());
    const entries = projections.history().entries(query, lastIdIn(query));
    if (!entries) throw noSuchCursor();
    const { rows, next } = await pageOf(entries, query, ({ revision }) => String(revision));
    return {
      next,
      prepared: this.cache.prepare(projections, {
        ...headOf(projections),
        entries: shownTo(seesRecorders, rows),
        next,
      }),
    };
  }
}
