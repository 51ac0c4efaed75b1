/** Cards and briefings. */
import { Module } from '@nestjs/common';
import { LogModule } from '../log/log.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { ReadBriefingHandler, ReadCardHandler } from './read-briefing.js';

@Module({ imports: [QueriesModule, LogModule], providers: [ReadCardHandler, ReadBriefingHandler] })
export class BriefingModule {}
