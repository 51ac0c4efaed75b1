/** Adding, removing, listing and polling feeds. */
import { randomBytes } from 'node:crypto';
import { Command, CommandHandler, Query, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type {
  AddFeedRequest,
  FeedAddedAnswer,
  FeedAnswer,
  FeedRemovedAnswer,
  FeedsAnswer,
  PollAnswer,
} from '../../../answers/intake/feeds.js';
import { problem } from '../../../answers/problem.js';
import { feedId, intakeStreamOf, type FeedId, type IntakeData } from '../../../events/intake/intake.js';
import { Refused } from '../../problems/refused.js';
import { NotFetched } from '../fetching/not-fetched.js';
import { urlOf } from '../fetching/allowed-address.js';
import { PageFetcher } from '../fetching/page-fetcher.js';
import { FeedMemory } from '../kept/feed-memory.js';
import type { KnownFeed } from '../log/articles.js';
import { IntakeLog } from '../log/intake-log.service.js';
import { Receptions } from '../receiving/receptions.js';
import { FeedPolls } from './feed-polls.js';

const unknownFeed = (): Refused => new Refused(problem('unknown-feed', 'no feed of this id is polled'));
const notFetched = (detail: string): Refused => new Refused(problem('not-fetched', detail));

const answerOf = (
  { feed, negotiation, url, publisher, words, minutes, addedAt }: KnownFeed,
  polls: FeedPolls,
): FeedAnswer => ({
  feed,
  negotiation,
  url,
  publisher: publisher ?? null,
  words: [...words],
  minutes,
  addedAt,
  last: polls.last(feed) ?? null,
});

export class ListFeeds extends Query<FeedsAnswer> {}

@QueryHandler(ListFeeds)
export class ListFeedsHandler implements IQueryHandler<ListFeeds> {
  constructor(
    private readonly log: IntakeLog,
    private readonly polls: FeedPolls,
    private readonly fetcher: PageFetcher,
  ) {}

  async execute(): Promise<FeedsAnswer> {
    const feeds = (await this.log.articles()).feeds();
    return { feeds: feeds.map((feed) => answerOf(feed, this.polls)), polled: this.fetcher.isOn };
  }
}

export class AddFeed extends Command<FeedAddedAnswer> {
  constructor(
    readonly request: AddFeedRequest,
    readonly recorder: string,
  ) {
    super();
  }
}

@CommandHandler(AddFeed)
export class AddFeedHandler implements ICommandHandler<AddFeed> {
  constructor(
    private readonly log: IntakeLog,
    private readonly receptions: Receptions,
    private readonly polls: FeedPolls,
  ) {}

  /** Where it leads to is checked at each poll: names change. */
  async execute({ request, recorder }: AddFeed): Promise<FeedAddedAnswer> {
    const { url: written, negotiation = null, publisher, words, minutes } = request;
    await this.receptions.insistOnOpen(negotiation);
    const url = this.#formOf(written);
    const known = (await this.log.articles()).feeds().find((one) => one.url === url && one.negotiation === negotiation);
    if (known) return { ...answerOf(known, this.polls), duplicate: true, recorded: 0 };
    const feed = feedId.parse(randomBytes(6).toString('hex'));
    const data: IntakeData<'FeedAdded'> = {
      feed,
      negotiation,
      url,
      words,
      minutes,
      ...(publisher === undefined ? {} : { publisher }),
    };
    await this.log.append(intakeStreamOf(negotiation), { type: 'FeedAdded', data }, recorder);
    const added = (await this.log.articles()).feeds().find((one) => one.feed === feed);
    if (!added) throw new Error('a feed that was added is not among the feeds');
    return { ...answerOf(added, this.polls), recorded: 1 };
  }

  #formOf(written: string): string {
    try {
      return urlOf(written).href;
    } catch (error) {
      if (error instanceof NotFetched) throw notFetched(error.message);
      throw error;
    }
  }
}

export class RemoveFeed extends Command<FeedRemovedAnswer> {
  constructor(
    readonly feed: FeedId,
    readonly recorder: string,
  ) {
    super();
  }
}

@CommandHandler(RemoveFeed)
export class RemoveFeedHandler implements ICommandHandler<RemoveFeed> {
  constructor(
    private readonly log: IntakeLog,
    private readonly memory: FeedMemory,
  ) {}

  /** What it brought stays. */
  async execute({ feed, recorder }: RemoveFeed): Promise<FeedRemovedAnswer> {
    const articles = await this.log.articles();
    const known = articles.feeds().find((one) => one.feed === feed);
    if (!known) {
      if (!articles.hasHadFeed(feed)) throw unknownFeed();
      return { feed, duplicate: true, recorded: 0 };
    }
    await this.log.append(known.stream, { type: 'FeedRemoved', data: { feed } }, recorder);
    await this.memory.forget(feed);
    return { feed, recorded: 1 };
  }
}

export class PollFeed extends Command<PollAnswer> {
  constructor(readonly feed: FeedId) {
    super();
  }
}

@CommandHandler(PollFeed)
export class PollFeedHandler implements ICommandHandler<PollFeed> {
  constructor(
    private readonly log: IntakeLog,
    private readonly polls: FeedPolls,
  ) {}

  async execute({ feed }: PollFeed): Promise<PollAnswer> {
    const known = (await this.log.articles()).feeds().find((one) => one.feed === feed);
    if (!known) throw unknownFeed();
    return this.polls.poll(known);
  }
}
