/** The public interface as the pages call it: over HTTP in a browser, in process in the server. */
import type { ChangesAnswer } from '../answers/story/changes.js';
import type { DescriptionAnswer } from '../answers/description.js';
import type { DeskAnswer } from '../answers/desk.js';
import type { HistoryAnswer } from '../answers/history.js';
import type { LaterEntriesAnswer } from '../answers/story/later-entries.js';
import type { OverviewAnswer } from '../answers/status.js';
import type { PictureAnswer } from '../answers/story/picture.js';
import type { ReportAnswer } from '../answers/report.js';
import type { SearchAnswer } from '../answers/search.js';
import type { VocabularyAnswer } from '../answers/vocabulary.js';
import type { StoriesAnswer } from '../answers/import.js';
import { Connection } from '../packages/client/src/connection.js';
import { pathOf } from '../packages/client/src/query.js';

/** What the server refuses, with its problem document. */
import { ParleyProblem as Refusal, type ProblemShown } from '../packages/client/src/errors.js';
export { Refusal, type ProblemShown };

/** This server. A page says at once what went wrong: whoever reads it can ask again. */
export const connection = new Connection({ retries: 0 });

/** Gets a path of the interface. Rejects with a `Refusal`. */
export type Get = <T>(path: string) => Promise<T>;

export const overHttp: Get = (path) => connection.json(path);

/** What a page says where what it shows could not be read anew. */
export const whyNotRead = (error: unknown): ProblemShown =>
  error instanceof Refusal
    ? error.problem
    : { status: 0, title: 'The server did not answer', detail: 'What is shown may be out of date.' };

const of = (id: string): string => `/v1${pathOf('negotiations', id)}`;
const asked = (query: URLSearchParams): string => (query.size ? `?${query}` : '');

/** Every call that a page makes. */
export const calls = {
  desk: (get: Get, query: URLSearchParams) => get<DeskAnswer>(`/v1/negotiations${asked(query)}`),
  description: (get: Get, id: string, lens: URLSearchParams) => get<DescriptionAnswer>(`${of(id)}${asked(lens)}`),
  later: (get: Get, id: string, lens: URLSearchParams) => get<LaterEntriesAnswer>(`${of(id)}/later${asked(lens)}`),
  stories: (get: Get) => get<StoriesAnswer>('/v1/stories'),
  overview: (get: Get, id: string, lens: URLSearchParams) => get<OverviewAnswer>(`${of(id)}/overview${asked(lens)}`),
  history: (get: Get, id: string, query: URLSearchParams) => get<HistoryAnswer>(`${of(id)}/history${asked(query)}`),
  picture: (get: Get, id: string, query: URLSearchParams) => get<PictureAnswer>(`${of(id)}/picture${asked(query)}`),
  report: (get: Get, id: string, report: string, lens: URLSearchParams) =>
    get<ReportAnswer>(`${of(id)}/reports/${encodeURIComponent(report)}${asked(lens)}`),
  changes: (get: Get, id: string, query: URLSearchParams) => get<ChangesAnswer>(`${of(id)}/changes${asked(query)}`),
  vocabulary: (get: Get, id: string, q = '') =>
    get<VocabularyAnswer>(
      `${of(id)}/vocabulary${asked(new URLSearchParams(q.trim() === '' ? [] : [['q', q.trim()]]))}`,
    ),
  search: (get: Get, query: URLSearchParams) => get<SearchAnswer>(`/v1/search${asked(query)}`),
  path: of,
};
