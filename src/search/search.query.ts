/** Looks for words in all talks, parties, claims, reports, speakers and sources. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Lens } from '../../projections/record/lens.js';
import { findTerms } from '../../projections/search/marks.js';
import { MOST_TERMS, termsOf, type Term } from '../../projections/search/search-text.js';
import { SEARCHABLE, type Searchable } from '../../projections/search/searchable.js';
import { problemOfFields } from '../../answers/problem.js';
import { USUAL_ROWS } from '../../answers/page.js';
import type { SearchAnswer, SearchCounts, SearchQuery, SearchResult } from '../../answers/search.js';
import { Refused } from '../problems/refused.js';
import { lastIdIn } from '../queries/page.js';
import { noSuchCursor } from '../queries/refusals.js';
import { FoundReports } from './found-reports.js';
import { foundThings, textsFoundIn, type FoundThing } from './found-things.js';
import { matchExpression } from './match-expression.js';
import { LensReadings, Readings } from './reading/readings.js';
import { PresentSources } from './reading/source-desk.js';
import type { DeskUnderLens } from './reading/unchanged-reports.js';
import { byDate, byRelevance, candidates, reportRows } from './report-candidates.js';
import { ReportSieve } from './report-sieve.js';
import { SearchIndex } from './search-index.js';
import { thingCandidates } from './thing-candidates.js';

const badParameter = (parameter: string, detail: string): Refused =>
  new Refused(problemOfFields('invalid-parameter', [{ parameter, detail }]));

/** The terms of the text; throws `Refused` where there are none, or too many. */
function termsIn({ q }: SearchQuery): Term[] {
  const terms = termsOf(q);
  if (terms.length === 0) throw badParameter('q', 'must hold a word or a number to look for');
  if (terms.length > MOST_TERMS) throw badParameter('q', `must have at most ${MOST_TERMS} words`);
  return terms;
}

/** Only one negotiation has these revisions and tables. */
function checkBounds({ negotiation }: SearchQuery, lens: Lens): void {
  for (const field of ['revision', 'table'] as const)
    if (negotiation === undefined && lens[field] !== undefined)
      throw badParameter(field, 'is that of one negotiation: give `negotiation` as well');
}

/** Things have none of these: with one of them, only reports are found. */
const OF_REPORTS = ['party', 'kind', 'from', 'to', 'source', 'grade'] as const;
const asksForReports = (query: SearchQuery): boolean => OF_REPORTS.some((field) => query[field] !== undefined);

/** One page of results: things, then the numbers of reports. */
interface Cut {
  readonly things: readonly FoundThing[];
  readonly reports: readonly number[];
  readonly next: string | null;
}

const cursorOf = (id: string): string => Buffer.from(id).toString('base64url');

/** The first rows after the one that the cursor names. @param reports in their order */
function cut(things: readonly FoundThing[], reports: Iterable<number>, query: SearchQuery): Cut {
  const { limit = USUAL_ROWS } = query;
  const last = lastIdIn(query);
  const lastReport = /^r(\d{1,15})$/.exec(last ?? '')?.[1];
  const lastThing = /^t(\d{1,9})$/.exec(last ?? '')?.[1];
  if (last !== undefined && lastReport === undefined && lastThing === undefined) throw noSuchCursor();
  const from = lastReport === undefined ? Number(lastThing ?? -1) + 1 : things.length;
  const page = things.slice(from, from + limit);
  const numbers: number[] = [];
  let hasBegun = lastReport === undefined;
  let hasMore = false;
  for (const number of reports) {
    if (hasBegun) {
      hasMore = page.length + numbers.length === limit;
      if (hasMore) break;
      numbers.push(number);
    } else hasBegun = number === Number(lastReport);
  }
  if (!hasBegun || from > things.length) throw noSuchCursor();
  hasMore ||= from + page.length < things.length;
  const end = numbers.length > 0 ? `r${numbers.at(-1)}` : `t${from + page.length - 1}`;
  return { things: page, reports: numbers, next: hasMore ? cursorOf(end) : null };
}

export class Search extends Query<SearchAnswer> {
  constructor(
    readonly query: SearchQuery,
    readonly lens: Lens,
  ) {
    super();
  }
}

@QueryHandler(Search)
export class SearchHandler implements IQueryHandler<Search> {
  constructor(
    private readonly index: SearchIndex,
    private readonly readings: LensReadings,
    private readonly sources: PresentSources,
    private readonly found: FoundReports,
    private readonly sieve: ReportSieve,
  ) {}

  async execute({ query, lens }: Search): Promise<SearchAnswer> {
    checkBounds(query, lens);
    const terms = termsIn(query);
    const readings = new Readings(this.readings, lens, query.negotiation);
    const match = matchExpression(terms, readings.sight);
    await readings.check();
    const desk = await readings.desk();
    const things = asksForReports(query) ? [] : await this.#things(query, terms, match, readings, desk);
    const filter = { query, lens, desk };
    const held = await this.index.search((db) => candidates(db, match, filter));
    const reports = await this.sieve.found(held, { query, terms, readings });
    const wanted = (what: Searchable) => query.what === undefined || query.what.includes(what);
    const shown = { things: things.filter(({ what }) => wanted(what)), reports: wanted('report') ? reports : [] };
    const page = await this.index.search((db) => {
      const inOrder = query.sort === 'date' ? byDate(db, shown.reports) : byRelevance(db, match, shown.reports);
      const { next, ...rest } = cut(shown.things, inOrder, query);
      return { next, things: rest.things, rows: reportRows(db, rest.reports) };
    });
    return {
      q: query.q,
      lens,
      sort: query.sort ?? 'relevance',
      found: shown.things.length + shown.reports.length,
      counts: countsOf(things, reports.length),
      results: [
        ...(await Promise.all(page.things.map((thing) => this.#thingResult(thing, terms, readings)))),
        ...(await this.found.of(page.rows, terms, readings)),
      ],
      next: page.next,
    };
  }

  async #things(
    { negotiation, sort }: SearchQuery,
    terms: readonly Term[],
    match: string,
    readings: Readings,
    desk: DeskUnderLens,
  ): Promise<FoundThing[]> {
    const { aliases } = this.sources.desk;
    // A source is found by the name that our desk gives it, although no report writes it.
    const aliased = aliases.names().filter((name) => findTerms(terms, [name]).isFound);
    const rows = await this.index.search((db) =>
      thingCandidates(
        db,
        match,
        negotiation,
        aliased.flatMap((name) => aliases.keysOf(name)),
        readings.sight,
      ),
    );
    const sought = { terms, readings, desk, sources: this.sources.desk, index: this.index };
    const found = await foundThings(rows, sought);
    const ordered = sort === 'date' ? found.toSorted((a, b) => b.since - a.since) : found;
    return SEARCHABLE.flatMap((what) => ordered.filter((thing) => thing.what === what));
  }

  async #thingResult(
    { what, id, texts, negotiations }: FoundThing,
    terms: readonly Term[],
    readings: Readings,
  ): Promise<SearchResult> {
    const talks = await Promise.all(
      negotiations.map(async (negotiation) => ({
        negotiation,
        title: await this.found.titleOf(negotiation, readings),
      })),
    );
    return { what, id, talks, texts: textsFoundIn(terms, texts), report: null };
  }
}

function countsOf(things: readonly FoundThing[], reports: number): SearchCounts {
  const counts = Object.fromEntries(SEARCHABLE.map((what) => [what, 0])) as SearchCounts;
  for (const { what } of things) counts[what] += 1;
  return { ...counts, report: reports };
}
