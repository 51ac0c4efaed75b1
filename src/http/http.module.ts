/** The calls of the HTTP interface. */
import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MovingModule } from '../moving/moving.module.js';
import { ReadingsModule } from '../readings/readings.module.js';
import { RecordModule } from '../record/record.module.js';
import { LiveModule } from '../live/live.module.js';
import { AuditController } from './audit.controller.js';
import { Draining } from './draining.js';
import { LiveController } from './live.controller.js';
import { LogController } from './log.controller.js';
import { NegotiationsController } from './negotiations.controller.js';
import { ChangesController } from './changes.controller.js';
import { PresentStatus } from './present-status.js';
import { ReadingsController } from './readings.controller.js';
import { RecordController } from './record.controller.js';
import { StoryController } from './story.controller.js';
import { Streams } from './streams.js';
import { TokensController } from './tokens.controller.js';

@Module({
  imports: [AuditModule, LiveModule, MovingModule, ReadingsModule, RecordModule],
  providers: [Draining, PresentStatus, Streams],
  exports: [Streams],
  controllers: [
    AuditController,
    LiveController,
    LogController,
    NegotiationsController,
    ReadingsController,
    RecordController,
    ChangesController,
    StoryController,
    TokensController,
  ],
})
export class HttpModule {}
