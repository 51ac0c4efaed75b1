/** What is recorded, told to whoever listens. */
import { Module } from '@nestjs/common';
import { ReadingsModule } from '../readings/readings.module.js';
import { RecordModule } from '../record/record.module.js';
import { Changed } from './changed.js';
import { Listening } from './listening.js';
import { ReadFeedHandler } from './read-feed.js';
import { Wire } from './wire.js';

@Module({
  imports: [ReadingsModule, RecordModule],
  providers: [Changed, Listening, ReadFeedHandler, Wire],
  exports: [Listening],
})
export class LiveModule {}
