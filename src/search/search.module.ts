/** The search over everything. */
import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { FoundReports } from './found-reports.js';
import { ReportSieve } from './report-sieve.js';
import { ReportWords } from './report-words.js';
import { SearchIndex } from './search-index.js';
import { SearchHandler } from './search.query.js';
import { ChangedRecords } from './reading/changed-records.js';
import { LensReadings } from './reading/readings.js';
import { PresentSources } from './reading/source-desk.js';

@Module({
  imports: [QueriesModule],
  providers: [
    SearchIndex,
    PresentSources,
    ChangedRecords,
    LensReadings,
    FoundReports,
    ReportWords,
    ReportSieve,
    SearchHandler,
  ],
})
export class SearchModule {}
