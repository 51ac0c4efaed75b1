/** Feeds that are polled for articles. */
import { Body, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation } from '../../openapi/described.js';
import {
  addFeedRequest,
  feedAddedAnswer,
  feedRemovedAnswer,
  feedsAnswer,
  pollAnswer,
  type AddFeedRequest,
  type FeedAddedAnswer,
  type FeedRemovedAnswer,
  type FeedsAnswer,
  type PollAnswer,
} from '../../../../answers/intake/feeds.js';
import { feedId, type FeedId } from '../../../../events/intake/intake.js';
import { Recorder } from '../../../access/caller.js';
import { AddFeed, ListFeeds, PollFeed, RemoveFeed } from '../../../intake/feeds/manage-feeds.js';
import { JSON_TYPES } from '../../body-parsers.js';
import { V1Controller } from '../../decorators/v1-controller.decorator.js';
import { ContentTypeGuard } from '../../guards/content-type.guard.js';
import { NoParametersGuard } from '../../guards/no-parameters.guard.js';

const FEED = { schema: feedId };

@V1Controller('/intake/feeds', 'intake')
export class ArticleFeedsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'listArticleFeeds',
    summary: 'The feeds that are polled for articles, with their last poll',
  })
  @ApiOkResponse({ standardSchema: feedsAnswer })
  listArticleFeeds(): Promise<FeedsAnswer> {
    return this.queries.execute(new ListFeeds());
  }

  @Post()
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'addArticleFeed', summary: 'Poll a feed (RSS, Atom, JSON Feed) for articles' })
  @ApiOkResponse({ standardSchema: feedAddedAnswer })
  addArticleFeed(
    @Body({ schema: addFeedRequest }) body: AddFeedRequest,
    @Recorder() recorder: string,
  ): Promise<FeedAddedAnswer> {
    return this.commands.execute(new AddFeed(body, recorder));
  }

  @Post(':feed/poll')
  @HttpCode(200)
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'pollArticleFeed', summary: 'Poll a feed now' })
  @ApiOkResponse({ standardSchema: pollAnswer })
  pollArticleFeed(@Param('feed', FEED) feed: FeedId): Promise<PollAnswer> {
    return this.commands.execute(new PollFeed(feed));
  }

  @Post(':feed/removal')
  @HttpCode(200)
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'removeArticleFeed', summary: 'Poll a feed no more; what it brought stays' })
  @ApiOkResponse({ standardSchema: feedRemovedAnswer })
  removeArticleFeed(@Param('feed', FEED) feed: FeedId, @Recorder() recorder: string): Promise<FeedRemovedAnswer> {
    return this.commands.execute(new RemoveFeed(feed, recorder));
  }
}
