/** Cards and briefings. */
import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { ReadBriefingHandler, ReadCardHandler } from './read-briefing.js';

@Module({ imports: [QueriesModule], providers: [ReadCardHandler, ReadBriefingHandler] })
export class BriefingModule {}
