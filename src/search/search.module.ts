/** The search over everything. */
import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { FoundReports } from './found-reports.js';
import { ReportSieve } from './report-sieve.js';
import { ReportWords } from './report-words.js';
import { SearchIndex } from './search-index.js';
import { SearchHandler } from './search.query.js';
import { PresentSources } from './source-desk.js';

@Module({
  imports: [QueriesModule],
  providers: [SearchIndex, PresentSources, FoundReports, ReportWords, ReportSieve, SearchHandler],
})
export class SearchModule {}
