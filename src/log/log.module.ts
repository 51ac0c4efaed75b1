/** The transparent log. */
import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { ProveCitationsHandler } from './prove-citations.js';
import { ProveReportHandler } from './prove-report.js';
import { TransparentLog } from './transparent-log.js';
import { Timestamps } from './timestamps.js';
import { Witnesses } from './witnesses.js';

@Module({
  imports: [QueriesModule],
  providers: [TransparentLog, Witnesses, Timestamps, ProveReportHandler, ProveCitationsHandler],
  exports: [TransparentLog, Witnesses, Timestamps],
})
export class LogModule {}
