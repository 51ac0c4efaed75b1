/** The transparent log. */
import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { ProveReportHandler } from './prove-report.js';
import { TransparentLog } from './transparent-log.js';

@Module({
  imports: [QueriesModule],
  providers: [TransparentLog, ProveReportHandler],
  exports: [TransparentLog],
})
export class LogModule {}
