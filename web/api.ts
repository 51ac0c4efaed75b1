/** The public interface as the pages call it: over HTTP in a browser, in process in the server. */
import type { ChangesShown, DescriptionShown, DeskShown, HistoryShown, OverviewShown, ReportShown } from './answers.js';

/** A problem document (RFC 9457). */
export interface ProblemShown {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly parameter?: string; readonly pointer?: string; readonly detail?: string }[];
}

export class Refusal extends Error {
  constructor(readonly problem: ProblemShown) {
    super(problem.detail ?? problem.title);
  }
}

/** Gets a path of the interface. Rejects with a `Refusal`. */
export type Get = <T>(path: string) => Promise<T>;

export const overHttp: Get = async (path) => {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  const answer: unknown = await response.json().catch(() => ({ status: response.status, title: response.statusText }));
  if (!response.ok) throw new Refusal(answer as ProblemShown);
  return answer as never;
};

const of = (id: string): string => `/v1/negotiations/${encodeURIComponent(id)}`;
const asked = (query: URLSearchParams): string => (query.size ? `?${query}` : '');

/** Every call that a page makes. */
export const calls = {
  desk: (get: Get, query: URLSearchParams) => get<DeskShown>(`/v1/negotiations${asked(query)}`),
  description: (get: Get, id: string) => get<DescriptionShown>(of(id)),
  overview: (get: Get, id: string, lens: URLSearchParams) => get<OverviewShown>(`${of(id)}/overview${asked(lens)}`),
  history: (get: Get, id: string, query: URLSearchParams) => get<HistoryShown>(`${of(id)}/history${asked(query)}`),
  report: (get: Get, id: string, report: string, lens: URLSearchParams) =>
    get<ReportShown>(`${of(id)}/reports/${encodeURIComponent(report)}${asked(lens)}`),
  changes: (get: Get, id: string, query: URLSearchParams) => get<ChangesShown>(`${of(id)}/changes${asked(query)}`),
  path: of,
};
