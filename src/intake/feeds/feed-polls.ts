/**
 * Polls feeds by their schedules, where the server fetches at all. Every server on a store polls: the same text is the
 * same article, so what two of them bring is received once, where they share the secret of the store.
 */
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { PollAnswer } from '../../../answers/intake/feeds.js';
import type { FeedId } from '../../../events/intake/intake.js';
import { isoOf } from '../../../events/dates.js';
import { folded } from '../../../events/words/folded.js';
import { Clock } from '../../platform/clock.js';
import { Projector } from '../../projector/projector.js';
import { Refused } from '../../problems/refused.js';
import { NotFetched } from '../fetching/not-fetched.js';
import { PageFetcher } from '../fetching/page-fetcher.js';
import { FeedMemory } from '../kept/feed-memory.js';
import type { KnownFeed } from '../log/articles.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { Receptions } from '../receiving/receptions.js';
import { Submissions } from '../receiving/submission.js';
import { IntakeWorkers, TaskFailed } from '../workers/intake-workers.js';
import type { FeedItem } from '../workers/read-feed.js';

/** How often is looked whether a feed is due, in milliseconds. */
const TICK = 15_000;
/** How many items of a feed are read at one poll; the others at the next. */
const MOST_ITEMS = 50;

/** Whether an item holds one of the words, in its title or in what the feed tells of it. */
function isWanted({ title = '', content = '' }: FeedItem, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = folded(`${title}\n${content.replaceAll(/<[^>]{0,1000}>/g, ' ')}`);
  return words.some((word) => text.includes(folded(word)));
}

@Injectable()
export class FeedPolls implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('Feeds');
  readonly #last = new Map<FeedId, PollAnswer>();
  readonly #polling = new Map<FeedId, Promise<PollAnswer>>();
  /** When each was begun last, in milliseconds since the epoch. */
  readonly #begun = new Map<FeedId, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly intake: IntakeLog,
    private readonly fetcher: PageFetcher,
    private readonly workers: IntakeWorkers,
    private readonly submissions: Submissions,
    private readonly receptions: Receptions,
    private readonly memory: FeedMemory,
    private readonly clock: Clock,
    private readonly projector: Projector,
  ) {}

  onApplicationBootstrap(): void {
    if (this.fetcher.isOn) this.#timer = setInterval(() => void this.#pollDue(), TICK).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  last(feed: FeedId): PollAnswer | undefined {
    return this.#last.get(feed);
  }

  /** Polls now. One poll of a feed at a time: who asks meanwhile gets the same answer. Never rejects for what is elsewhere. */
  poll(feed: KnownFeed): Promise<PollAnswer> {
    const running = this.#polling.get(feed.feed);
    if (running) return running;
    this.#begun.set(feed.feed, this.clock.now());
    const polling = this.#poll(feed).finally(() => this.#polling.delete(feed.feed));
    this.#polling.set(feed.feed, polling);
    return polling;
  }

  /** One after the other, so that feeds take no more than a little of the server. */
  async #pollDue(): Promise<void> {
    if (!this.projector.hasCaughtUp || this.#polling.size > 0) return;
    try {
      for (const feed of (await this.intake.articles()).feeds())
        if (this.clock.now() - (this.#begun.get(feed.feed) ?? 0) >= feed.minutes * 60_000) await this.poll(feed);
    } catch (error) {
      this.#log.error(`feeds cannot be polled: ${String(error)}`);
    }
  }

  async #poll(feed: KnownFeed): Promise<PollAnswer> {
    const answer = await this.#read(feed).catch((error: unknown): Omit<PollAnswer, 'at'> => {
      if (!isExpected(error)) throw error;
      return { outcome: 'failed', items: 0, received: 0, failed: [error.message] };
    });
    const poll = { at: isoOf(this.clock.now()), ...answer };
    if (answer.failed.length > 0) this.#log.warn(`of the feed ${feed.url}: ${answer.failed.join('; ')}`);
    this.#last.set(feed.feed, poll);
    return poll;
  }

  async #read(feed: KnownFeed): Promise<Omit<PollAnswer, 'at'>> {
    const { seen, etag, lastModified } = await this.memory.read(feed.feed);
    const fetched = await this.fetcher.fetch(feed.url, { etag, lastModified });
    if (fetched.status === 304) return { outcome: 'unchanged', items: 0, received: 0, failed: [] };
    if (fetched.status !== 200) throw new NotFetched(`the server there answers ${fetched.status}`);
    const { items } = await this.workers.run('feed', fetched.bytes.toString('utf8'));
    const known = new Set(seen);
    const wanted = items.filter((item) => !known.has(this.memory.digestOf(item.id)) && isWanted(item, feed.words));
    const now = wanted.slice(0, MOST_ITEMS);
    const taken = await this.#take(feed, now);
    const unwanted = items.filter((item) => !wanted.includes(item));
    // What is left for the next poll must come again, also where the feed has not changed by then.
    const marks = wanted.length > now.length ? {} : { etag: fetched.etag, lastModified: fetched.lastModified };
    const read = [...unwanted, ...now].map(({ id }) => this.memory.digestOf(id));
    await this.memory.write(feed.feed, { ...marks, seen: [...seen, ...read] });
    return { outcome: 'read', items: now.length, ...taken };
  }

  async #take(feed: KnownFeed, items: readonly FeedItem[]): Promise<Pick<PollAnswer, 'received' | 'failed'>> {
    const failed: string[] = [];
    let received = 0;
    for (const item of items)
      try {
        if (await this.#takeOne(feed, item)) received += 1;
      } catch (error) {
        if (!isExpected(error)) throw error;
        failed.push(`${(item.title ?? item.url ?? item.id).slice(0, 200)}: ${error.message}`);
      }
    return { received, failed };
  }

  /** The page of an item; where it is not to be had, what the feed itself tells. @returns whether it is a new article */
  async #takeOne({ feed, negotiation, publisher }: KnownFeed, item: FeedItem): Promise<boolean> {
    const { title, content = '', published } = item;
    const link = item.url !== undefined && /^https?:/i.test(item.url) ? item.url : undefined;
    const page = link === undefined ? undefined : await this.#page(link);
    const told = page ?? (await this.submissions.html(content, link));
    const read = {
      ...told,
      ...(title === undefined ? {} : { title }),
      ...(published === undefined ? {} : { published }),
      ...(link === undefined ? {} : { url: link }),
    };
    const given = publisher === undefined ? {} : { publisher };
    const submission = this.submissions.of(given, 'feed', read);
    const { duplicate } = await this.receptions.take(submission, { negotiation, feed }, `feed ${feed}`);
    return !duplicate;
  }

  async #page(url: string) {
    try {
      return await this.submissions.ofPage(await this.fetcher.fetch(url));
    } catch (error) {
      if (isExpected(error)) return undefined;
      throw error;
    }
  }
}

/** What can be expected of other people's servers and texts. */
const isExpected = (error: unknown): error is Error =>
  error instanceof NotFetched ||
  error instanceof TaskFailed ||
  (error instanceof Refused && error.problem.status < 500);
