/** What is recorded, told to whoever listens. */
import { Module } from '@nestjs/common';
import { ReadingsModule } from '../queries/queries.module.js';
import { RecordModule } from '../commands/commands.module.js';
import { Changed } from './change-wording.js';
import { Listening } from './sse-subscriber.js';
import { ReadFeedHandler } from './read-feed.js';
import { Wire } from './broadcaster.js';

@Module({
  imports: [ReadingsModule, RecordModule],
  providers: [Changed, Listening, ReadFeedHandler, Wire],
  exports: [Listening],
})
export class LiveModule {}
