/** What the search page loads: things and reports that hold the words, and the talks to choose from. */
import type { PartyAnswer } from '../../answers/description.js';
import type { SearchAnswer } from '../../answers/search.js';
import { calls, Refusal, type Get, type ProblemShown } from '../api.js';
import { lensIn } from '../page-context.js';

/** The query parameters of the search, besides the lens. */
const SEARCH = ['q', 'what', 'negotiation', 'party', 'kind', 'from', 'to', 'source', 'grade', 'sort', 'cursor'];

/** What is found besides reports, in the order in which it is shown. */
export const THINGS = ['talks', 'party', 'claim', 'issue', 'proposal', 'agreement', 'speaker', 'source'] as const;
export type Sort = (typeof THINGS)[number] | 'report';

/** So many things are shown beside reports; all of a sort where that sort alone is asked for. */
const THINGS_SHOWN = 12;
const SHOWN = 20;

interface Talks {
  readonly negotiation: string;
  readonly title: string;
}

export interface SearchPageData {
  /** The talks to choose from. */
  readonly talks: readonly Talks[];
  /** The parties to choose from: those of the talks that were chosen. */
  readonly parties: readonly Pick<PartyAnswer, 'party' | 'name'>[];
  /** Undefined where nothing was asked. */
  readonly answer?: SearchAnswer;
  /** Why it could not be answered. */
  readonly problem?: ProblemShown;
}

/** The search as the interface takes it; a form sends its empty fields, too. */
const askedIn = (query: URLSearchParams): URLSearchParams =>
  new URLSearchParams([
    ...lensIn(query),
    ...[...query].filter(([name, value]) => SEARCH.includes(name) && value.trim() !== ''),
  ]);

/** The same with other fields. */
function withFields(query: URLSearchParams, fields: Record<string, string | readonly string[]>): URLSearchParams {
  const asked = new URLSearchParams(query);
  for (const [name, values] of Object.entries(fields)) {
    asked.delete(name);
    for (const value of [values].flat()) asked.append(name, value);
  }
  return asked;
}

async function found(get: Get, query: URLSearchParams): Promise<SearchAnswer> {
  const asked = askedIn(query);
  if (asked.has('what')) return calls.search(get, withFields(asked, { limit: String(SHOWN) }));
  const reports = await calls.search(get, withFields(asked, { what: 'report', limit: String(SHOWN) }));
  // On later pages of reports the things are not told again.
  if (asked.has('cursor')) return reports;
  const things = await calls.search(get, withFields(asked, { what: [...THINGS], limit: String(THINGS_SHOWN) }));
  return { ...reports, found: reports.found + things.found, results: [...things.results, ...reports.results] };
}

/** The problem of an answer that a form can mend. */
async function answered(get: Get, query: URLSearchParams): Promise<Pick<SearchPageData, 'answer' | 'problem'>> {
  try {
    return { answer: await found(get, query) };
  } catch (error) {
    if (error instanceof Refusal && (error.problem.status === 400 || error.problem.status === 404))
      return { problem: error.problem };
    throw error;
  }
}

async function partiesOf(get: Get, negotiation: string | null): Promise<SearchPageData['parties']> {
  if (!negotiation) return [];
  try {
    return (await calls.description(get, negotiation, new URLSearchParams())).parties;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

export async function loadSearch(get: Get, query: URLSearchParams): Promise<SearchPageData> {
  const [desk, parties, asked] = await Promise.all([
    calls.desk(get, new URLSearchParams({ limit: '200' })),
    partiesOf(get, query.get('negotiation')),
    (query.get('q') ?? '').trim() === '' ? {} : answered(get, query),
  ]);
  const talks = desk.negotiations.map(({ negotiation, title }) => ({ negotiation, title }));
  return { talks, parties, ...asked };
}
