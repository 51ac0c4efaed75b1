/** Published cards. */
import { Module } from '@nestjs/common';
import { QueriesModule } from '../queries/queries.module.js';
import { ListPublicationsHandler } from './list-publications.js';
import { PublicCards } from './public-cards.js';
import { PublicationsService } from './publications.service.js';
import { PublishCardHandler } from './publish-card.js';
import { RevokeCardHandler } from './revoke-card.js';

@Module({
  imports: [QueriesModule],
  providers: [PublicationsService, PublicCards, ListPublicationsHandler, PublishCardHandler, RevokeCardHandler],
  exports: [PublicCards],
})
export class PublicationsModule {}
