/** The calls of the HTTP interface. */
import { Module } from '@nestjs/common';
import { ReadingsModule } from '../readings/readings.module.js';
import { RecordModule } from '../record/record.module.js';
import { Draining } from './draining.js';
import { NegotiationsController } from './negotiations.controller.js';
import { ChangesController } from './changes.controller.js';
import { ReadingsController } from './readings.controller.js';
import { RecordController } from './record.controller.js';

@Module({
  imports: [ReadingsModule, RecordModule],
  providers: [Draining],
  controllers: [NegotiationsController, ReadingsController, RecordController, ChangesController],
})
export class HttpModule {}
