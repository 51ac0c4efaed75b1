/** The calls of the HTTP interface. */
import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MovingModule } from '../log-transfer/log-transfer.module.js';
import { ReadingsModule } from '../queries/queries.module.js';
import { RecordModule } from '../commands/commands.module.js';
import { LiveModule } from '../live/live.module.js';
import { AuditController } from './controllers/audit.controller.js';
import { Draining } from './draining.js';
import { LiveController } from './controllers/live.controller.js';
import { LogController } from './controllers/log.controller.js';
import { NegotiationsController } from './controllers/negotiations.controller.js';
import { ChangesController } from './controllers/record-changes.controller.js';
import { PresentStatus } from './present-status.js';
import { ReadingsController } from './controllers/status.controller.js';
import { RecordController } from './controllers/record.controller.js';
import { StoryController } from './controllers/changes.controller.js';
import { Streams } from './response-streams.js';
import { TokensController } from './controllers/tokens.controller.js';

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
