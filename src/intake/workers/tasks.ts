/** What a worker thread does with texts. Whatever takes longer the longer a text is stands here, and not in the server's loop. */
import type { Article } from '../../../intake/article.js';
import type { Known } from '../../../intake/known.js';
import { propose, type Proposed } from '../../../intake/propose.js';
import { proposeTalks, type ProposedTalks } from '../../../intake/propose-talks.js';
import { similarity } from '../../../intake/shingles.js';
import { readFeed, type FeedItem } from './read-feed.js';
import { readEmail, readHtml, type ReadText } from './read-documents.js';

/** How many candidates of one article are proposed. Nobody reviews more, and an event must not grow without bound. */
const MOST_CANDIDATES = 300;

export interface ProposedFrom extends Proposed {
  /** How many more candidates there were. */
  readonly left: number;
  readonly talks?: ProposedTalks;
}

/** Every task by its name. */
export const TASKS = {
  /** @param withTalks whether to propose talks as well */
  propose: (article: Article, known: Known, withTalks: boolean): ProposedFrom => {
    const proposed = propose(article, known);
    const candidates = proposed.candidates.slice(0, MOST_CANDIDATES);
    const left = proposed.candidates.length - candidates.length;
    return { ...proposed, candidates, left, ...(withTalks ? { talks: proposeTalks(article) } : {}) };
  },
  html: (html: string, url: string | undefined): ReadText => readHtml(html, url),
  email: (bytes: Uint8Array): Promise<ReadText> => readEmail(bytes),
  feed: (text: string): { readonly title?: string; readonly items: readonly FeedItem[] } => readFeed(text),
  similarities: (text: string, others: readonly string[]): number[] => others.map((other) => similarity(text, other)),
} as const;
export type Tasks = typeof TASKS;
export type TaskName = keyof Tasks;

/** What a task is asked with. */
export interface Asked {
  readonly id: number;
  readonly task: TaskName;
  readonly with: readonly unknown[];
}

/** What it answers; `failed` says why it could not. */
export type Answered = { readonly id: number } & ({ readonly answer: unknown } | { readonly failed: string });
