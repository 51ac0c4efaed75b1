/** The live stream and the feeds: what is recorded, for those who follow it. */
import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { CommandsModule } from '../commands/commands.module.js';
import { RecentChangesCache } from './recent-changes-cache.js';
import { MissedEvents } from './missed-events.js';
import { SseSubscriber } from './sse-subscriber.js';
import { ReadFeedHandler } from './read-feed.js';
import { Broadcaster } from './broadcaster.js';

@Module({
  imports: [QueriesModule, CommandsModule],
  providers: [RecentChangesCache, MissedEvents, SseSubscriber, ReadFeedHandler, Broadcaster],
  exports: [SseSubscriber, RecentChangesCache],
})
export class LiveModule {}
