/** What the pages ask of the history: the reports that a query chooses, and the entries of the registry. */
import { lensIn } from './page-context.js';

/** The query parameters that choose among the reports, besides the lens. */
export const REPORT_FILTERS: readonly string[] = ['party', 'kind', 'source', 'subject'];

/** The reports that a query chooses, the newest first. @param limit how many are listed at a time */
export function historyQuery(query: URLSearchParams, limit = 25): URLSearchParams {
  const chosen = [...query].filter(([name, value]) => [...REPORT_FILTERS, 'cursor'].includes(name) && value !== '');
  return new URLSearchParams([
    ...lensIn(query),
    ...chosen,
    ...Object.entries({ about: 'story', direction: 'desc', limit: String(limit) }),
  ]);
}

/** The entries of the registry, the last recorded first: all of it, whatever is chosen from the reports. */
export const registryQuery = (query: URLSearchParams, limit = 25): URLSearchParams =>
  new URLSearchParams([
    ...lensIn(query),
    ...Object.entries({ about: 'registry', order: 'recorded', direction: 'desc', limit: String(limit) }),
  ]);
