/** The desk: all talks with their status in short. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { DeskAnswer, DeskQuery, DeskRow } from '../../answers/desk.js';
import { comparable } from '../../events/text.js';
import { MemoryImage } from '../projector/memory-image.js';
import { lastIdIn, pageOf } from './page.js';
import { ProjectionCache } from './projection-cache.js';

const folded = (text: string): string => comparable(text).toLowerCase();

function keeps({ phase, contested, party, freshness, q }: DeskQuery, short: DeskRow): boolean {
  return (
    (phase === undefined || short.phase.value === phase) &&
    (contested === undefined || short.contested.value === contested) &&
    (party === undefined || short.parties.includes(party)) &&
    (freshness === undefined || short.freshness.value === freshness) &&
    (q === undefined || [short.negotiation, short.title, ...short.parties].some((t) => folded(t).includes(folded(q))))
  );
}

export class ListNegotiations extends Query<DeskAnswer> {
  constructor(readonly query: DeskQuery) {
    super();
  }
}

@QueryHandler(ListNegotiations)
export class ListNegotiationsHandler implements IQueryHandler<ListNegotiations> {
  constructor(
    private readonly image: MemoryImage,
    private readonly cache: ProjectionCache,
  ) {}

  async execute({ query }: ListNegotiations): Promise<DeskAnswer> {
    const { rows, next } = await pageOf(this.#found(query), query, ({ negotiation }) => negotiation);
    return { negotiations: rows, next };
  }

  // One after another, so that a page is not the whole desk worked out.
  async *#found(query: DeskQuery): AsyncGenerator<DeskRow> {
    const last = lastIdIn(query);
    for (const id of this.image.ids()) {
      if (last !== undefined && id <= last) continue;
      const short = await this.cache.deskRow(id);
      if (keeps(query, short)) yield short;
    }
  }
}
