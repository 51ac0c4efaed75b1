/** What the pages of intake are loaded with. */
import type { ArticleAnswer } from '../../answers/intake/article.js';
import type { FeedsAnswer } from '../../answers/intake/feeds.js';
import type { QueueAnswer } from '../../answers/intake/queue.js';
import type { DeskAnswer } from '../../answers/desk.js';
import { calls, Refusal } from '../api.js';
import type { Loading } from '../loading.js';
import type { Known } from '../record/choices.js';
import { ifAllowed, intakeCalls, knownOf } from './calls.js';

/** The query parameters of the queue. */
const QUEUE = ['state', 'negotiation', 'feed', 'cursor'];

/** Talks by their titles. */
export type TalksRow = Pick<DeskAnswer['negotiations'][number], 'negotiation' | 'title'>;

export interface QueueData {
  /** Null: the reader may not see it. */
  readonly queue: QueueAnswer | null;
  readonly feeds: FeedsAnswer | null;
  readonly talks: readonly TalksRow[];
}

async function allTalks({ get }: Loading): Promise<TalksRow[]> {
  const { negotiations } = await calls.desk(get, new URLSearchParams({ limit: '200', sort: 'recorded' }));
  return negotiations.map(({ negotiation, title }) => ({ negotiation, title }));
}

export async function loadQueue(loading: Loading): Promise<QueueData> {
  const { get, query } = loading;
  const asked = new URLSearchParams([...query].filter(([name, value]) => QUEUE.includes(name) && value !== ''));
  const queue = await ifAllowed(intakeCalls.queue(get, asked));
  if (queue === null) return { queue, feeds: null, talks: [] };
  const [feeds, talks] = await Promise.all([intakeCalls.feeds(get), allTalks(loading)]);
  return { queue, feeds, talks };
}

export interface ArticleData {
  /** Null: the reader may not see it. */
  readonly article: ArticleAnswer | null;
  /** Of the talks that it is about. */
  readonly about?: Known['about'];
  readonly vocabulary?: Known['vocabulary'];
  /** Where it may be moved to. */
  readonly talks: readonly TalksRow[];
}

export async function loadArticle(loading: Loading): Promise<ArticleData> {
  const { get, params } = loading;
  const article = await ifAllowed(intakeCalls.article(get, params['article'] ?? ''));
  if (article === null) return { article, talks: [] };
  const [known, talks] = await Promise.all([knownOf(get, article.negotiation), allTalks(loading)]);
  return { article, ...known, talks };
}

/** How much waits in the queue; null where the reader may not see it. */
export async function loadWaiting({ get }: Loading): Promise<QueueAnswer['waiting'] | null> {
  try {
    const queue = await ifAllowed(intakeCalls.queue(get, new URLSearchParams({ limit: '1' })));
    return queue?.waiting ?? null;
  } catch (error) {
    // The desk stands without it.
    if (error instanceof Refusal) return null;
    throw error;
  }
}
