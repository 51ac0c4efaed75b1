/** What the pages of intake read of the public interface. */
import type { ArticleAnswer } from '../../answers/intake/article.js';
import type { EvidenceAnswer } from '../../answers/intake/decisions.js';
import type { FeedsAnswer } from '../../answers/intake/feeds.js';
import type { QueueAnswer } from '../../answers/intake/queue.js';
import { calls, Refusal, type Get } from '../api.js';
import type { Known } from '../record/choices.js';

export const intakeCalls = {
  queue: (get: Get, query: URLSearchParams) => get<QueueAnswer>(`/v1/intake${query.size ? `?${query}` : ''}`),
  feeds: (get: Get) => get<FeedsAnswer>('/v1/intake/feeds'),
  article: (get: Get, article: string) => get<ArticleAnswer>(`/v1/intake/${encodeURIComponent(article)}`),
  evidence: (get: Get, negotiation: string, report: string) =>
    get<EvidenceAnswer>(`${calls.path(negotiation)}/reports/${encodeURIComponent(report)}/evidence`),
};

/** Null for whoever may not see articles. */
export async function ifAllowed<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === 403) return null;
    throw error;
  }
}

/** What can be chosen from in reports of these talks; undefined where there are none, or none in this log. */
export async function knownOf(get: Get, talks: ArticleAnswer['negotiation']): Promise<Known | undefined> {
  if (talks === null) return undefined;
  try {
    const [about, vocabulary] = await Promise.all([
      calls.description(get, talks.negotiation, new URLSearchParams()),
      calls.vocabulary(get, talks.negotiation),
    ]);
    return { about, vocabulary };
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === 404) return undefined;
    throw error;
  }
}

export const articlePage = (article: string): string => `/intake/${encodeURIComponent(article)}`;
