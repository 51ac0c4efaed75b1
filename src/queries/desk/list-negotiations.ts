/** The desk: all talks with their status in short. */
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { DeskAnswer, DeskQuery, DeskRow, DeskSort } from '../../../answers/desk.js';
import type { NegotiationId } from '../../../events/ids.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { facetsOf, isAskedFor } from './desk-facets.js';
import { DeskOrder } from './desk-order.js';
import { lastIdIn, pageOf } from '../page.js';
import { ProjectionCache } from '../projection-cache.js';
import { noSuchCursor } from '../refusals.js';

/** How many rows are taken before other work of the process gets its turn. */
const ROWS_AT_ONCE = 20;

export class ListNegotiations extends Query<DeskAnswer> {
  /** @param caller as the recorder of what they record */
  constructor(
    readonly query: DeskQuery,
    readonly caller: string,
  ) {
    super();
  }
}

@QueryHandler(ListNegotiations)
export class ListNegotiationsHandler implements IQueryHandler<ListNegotiations> {
  constructor(
    private readonly image: MemoryImage,
    private readonly cache: ProjectionCache,
  ) {}

  async execute({ query, caller }: ListNegotiations): Promise<DeskAnswer> {
    const ids = this.#ids(query, caller);
    if (query.sort === undefined && query.facets !== true) return byId(this.#each(after(ids, query)), query);
    const { position } = this.image;
    const rows = await this.#rows(ids);
    const answer = await (query.sort === undefined ? byId(rows, query) : sorted(rows, query, query.sort));
    return query.facets === true ? { ...answer, facets: facetsOf(rows, query, position) } : answer;
  }

  /** Those that are asked for by what needs no row. */
  #ids({ negotiation, mine, after: position }: DeskQuery, caller: string): NegotiationId[] {
    const asked = negotiation && new Set(negotiation);
    return this.image
      .ids()
      .filter(
        (id) =>
          (asked === undefined || asked.has(id)) &&
          (position === undefined || this.image.positionOf(id) > BigInt(position)) &&
          (mine !== true || this.image.hasRecorded(caller, id)),
      );
  }

  async #rows(ids: readonly NegotiationId[]): Promise<DeskRow[]> {
    const rows: DeskRow[] = [];
    for await (const row of this.#each(ids)) rows.push(row);
    return rows;
  }

  /** Row after row, so that a page by id is not the whole desk worked out. */
  async *#each(ids: readonly NegotiationId[]): AsyncGenerator<DeskRow> {
    for (const [i, id] of ids.entries()) {
      if (i % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await yieldToEventLoop();
      yield await this.cache.deskRow(id);
    }
  }
}

function after(ids: readonly NegotiationId[], query: DeskQuery): readonly NegotiationId[] {
  const last = lastIdIn(query);
  return last === undefined ? ids : ids.filter((id) => id > last);
}

/** @param of in the order of their ids */
async function byId(of: Iterable<DeskRow> | AsyncIterable<DeskRow>, query: DeskQuery): Promise<DeskAnswer> {
  const last = lastIdIn(query);
  async function* left(): AsyncGenerator<DeskRow> {
    for await (const row of of) if ((last === undefined || row.negotiation > last) && isAskedFor(query, row)) yield row;
  }
  const { rows, next } = await pageOf(left(), query, ({ negotiation }) => negotiation);
  return { negotiations: rows, next };
}

async function sorted(of: readonly DeskRow[], query: DeskQuery, sort: DeskSort): Promise<DeskAnswer> {
  const order = new DeskOrder(sort, query.direction);
  const found = order.sorted(of.filter((row) => isAskedFor(query, row)));
  const last = lastIdIn(query);
  const left = last === undefined ? found : order.after(found, last);
  if (!left) throw noSuchCursor();
  const { rows, next } = await pageOf(left, query, (row) => order.cursorText(row));
  return { negotiations: rows, next };
}
