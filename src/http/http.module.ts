/** The calls of the HTTP interface. */
import { Module } from '@nestjs/common';
import { ReadingsModule } from '../readings/readings.module.js';
import { RecordModule } from '../record/record.module.js';
import { Draining } from './draining.js';
import { NegotiationsController } from './negotiations.controller.js';
import { ChangesController } from './changes.controller.js';
import { ReadingsController } from './readings.controller.js';
import { RecordController } from './record.controller.js';
import { StoryController } from './story.controller.js';
import { Streams } from './streams.js';

@Module({
  imports: [ReadingsModule, RecordModule],
  providers: [Draining, Streams],
  controllers: [NegotiationsController, ReadingsController, RecordController, ChangesController, StoryController],
})
export class HttpModule {}
