/** The calls of the HTTP interface. */
import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { LogTransferModule } from '../log-transfer/log-transfer.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { CommandsModule } from '../commands/commands.module.js';
import { LiveModule } from '../live/live.module.js';
import { AuditController } from './controllers/audit.controller.js';
import { ConnectionDrainer } from './connection-drainer.js';
import { LiveController } from './controllers/live.controller.js';
import { LogController } from './controllers/log.controller.js';
import { NegotiationsController } from './controllers/negotiations.controller.js';
import { RecordChangesController } from './controllers/record-changes.controller.js';
import { PresentStatus } from './responses/present-status.js';
import { StatusController } from './controllers/status.controller.js';
import { RecordController } from './controllers/reports.controller.js';
import { ChangesController } from './controllers/changes.controller.js';
import { ResponseStreams } from './responses/response-streams.js';
import { TokensController } from './controllers/tokens.controller.js';

@Module({
  imports: [AuditModule, LiveModule, LogTransferModule, QueriesModule, CommandsModule],
  providers: [ConnectionDrainer, PresentStatus, ResponseStreams],
  exports: [ResponseStreams],
  controllers: [
    AuditController,
    LiveController,
    LogController,
    NegotiationsController,
    StatusController,
    RecordController,
    RecordChangesController,
    ChangesController,
    TokensController,
  ],
})
export class HttpModule {}
