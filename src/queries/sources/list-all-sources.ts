/** The sources over all talks, page by page. */
import { createHash } from 'node:crypto';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SourceOverall, SourcesOverallAnswer, SourcesQuery } from '../../../answers/sources.js';
import { latestInstant } from '../../../events/dates.js';
import { comparableSource } from '../../../events/text.js';
import { lastIdIn, pageOf } from '../page.js';
import { AllSources } from './all-sources.js';

export class ListAllSources extends Query<SourcesOverallAnswer> {
  constructor(readonly query: SourcesQuery) {
    super();
  }
}

const byName = (a: SourceOverall, b: SourceOverall): number =>
  comparableSource(a.name) < comparableSource(b.name) ? -1 : 1;
const newest = ({ lastReportedAt }: SourceOverall): number =>
  lastReportedAt === null ? -Infinity : latestInstant(lastReportedAt);

const told = ({ reports, carried }: SourceOverall): number => reports + carried;

type Order = (a: SourceOverall, b: SourceOverall) => number;

/** Equals stand by their names. */
const ORDERS: Readonly<Record<NonNullable<SourcesQuery['sort']>, Order>> = {
  reports: (a, b) => told(b) - told(a) || byName(a, b),
  talks: (a, b) => b.talks - a.talks || byName(a, b),
  newest: (a, b) => Number(newest(b) > newest(a)) - Number(newest(a) > newest(b)) || byName(a, b),
  name: byName,
};

const holds = (text: string) => {
  const sought = comparableSource(text);
  return ({ name, otherNames, aliases }: SourceOverall): boolean =>
    [name, ...otherNames, ...aliases.flatMap((alias) => [alias.name, alias.of])].some((known) =>
      comparableSource(known).includes(sought),
    );
};

/** A name may be longer than a cursor. */
const idOf = ({ name }: SourceOverall): string =>
  createHash('sha256').update(comparableSource(name)).digest('base64url').slice(0, 16);

@QueryHandler(ListAllSources)
export class ListAllSourcesHandler implements IQueryHandler<ListAllSources> {
  constructor(private readonly all: AllSources) {}

  async execute({ query }: ListAllSources): Promise<SourcesOverallAnswer> {
    const { sources, talks } = await this.all.overview();
    const found = [...sources.values()].map(({ answer }) => answer);
    const sorted = (query.q === undefined ? found : found.filter(holds(query.q))).toSorted(
      ORDERS[query.sort ?? 'reports'],
    );
    const last = lastIdIn(query);
    const after = last === undefined ? 0 : sorted.findIndex((source) => idOf(source) === last) + 1;
    const { rows, next } = await pageOf(sorted.slice(after), query, idOf);
    return { sources: rows, next, talks };
  }
}
