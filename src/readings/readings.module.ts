/** Everything that can be asked of the book. */
import { Module } from '@nestjs/common';
import { DescribeNegotiationHandler } from './describe-negotiation.js';
import { ListNegotiationsHandler } from './list-negotiations.js';
import { ReadHistoryHandler } from './read-history.js';
import { ReadPartHandler } from './read-part.js';
import { ReadPositionsOfHandler } from './read-positions-of.js';
import { ReadReportHandler } from './read-report.js';
import { ReadStatusHandler } from './read-status.js';
import { Readings } from './readings.js';

@Module({
  providers: [
    Readings,
    DescribeNegotiationHandler,
    ListNegotiationsHandler,
    ReadHistoryHandler,
    ReadPartHandler,
    ReadPositionsOfHandler,
    ReadReportHandler,
    ReadStatusHandler,
  ],
  exports: [Readings],
})
export class ReadingsModule {}
