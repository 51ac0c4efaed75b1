/** Verifying what is stored, and exporting it with its proof. */
import { Module } from '@nestjs/common';
import { LogModule } from '../log/log.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { ExportNegotiationHandler } from './export-negotiation.js';
import { MakeCheckpointHandler } from './make-checkpoint.js';
import { ProveNegotiationHandler } from './prove-negotiation.js';
import { VerifyRecordHandler } from './verify-record.js';

@Module({
  imports: [QueriesModule, LogModule],
  providers: [ExportNegotiationHandler, MakeCheckpointHandler, ProveNegotiationHandler, VerifyRecordHandler],
})
export class AuditModule {}
