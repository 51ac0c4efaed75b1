/** The controllers of the HTTP interface, in the order in which the OpenAPI document lists their routes. */
import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { BriefingModule } from '../briefing/briefing.module.js';
import { CommandsModule } from '../commands/commands.module.js';
import { IntakeModule } from '../intake/intake.module.js';
import { LogModule } from '../log/log.module.js';
import { LiveModule } from '../live/live.module.js';
import { LogTransferModule } from '../log-transfer/log-transfer.module.js';
import { PublicationsModule } from '../publications/publications.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { SearchModule } from '../search/search.module.js';
import { OpenRequests } from './connections/open-requests.js';
import { ConnectionDrainer } from './connections/connection-drainer.js';
import { AlertsController } from './controllers/alerts.controller.js';
import { AuditController } from './controllers/audit.controller.js';
import { BriefingController } from './controllers/briefing.controller.js';
import { ChangesController } from './controllers/changes.controller.js';
import { FeedsController } from './controllers/feeds.controller.js';
import { FragilityController } from './controllers/fragility.controller.js';
import { ArticleFeedsController } from './controllers/intake/article-feeds.controller.js';
import { CandidatesController } from './controllers/intake/candidates.controller.js';
import { IntakeController } from './controllers/intake/intake.controller.js';
import { ImportController } from './controllers/import.controller.js';
import { LiveController } from './controllers/live.controller.js';
import { MappingsController } from './controllers/mappings.controller.js';
import { LogController } from './controllers/log/log.controller.js';
import { TransparentLogController } from './controllers/log/transparent-log.controller.js';
import { MeController } from './controllers/me.controller.js';
import { NegotiationsController } from './controllers/negotiations.controller.js';
import { PicturesController } from './controllers/pictures.controller.js';
import { PublicController } from './controllers/publishing/public.controller.js';
import { PublicationsController } from './controllers/publishing/publications.controller.js';
import { RecordChangesController } from './controllers/record-changes.controller.js';
import { ReplayController } from './controllers/replay.controller.js';
import { ReportsController } from './controllers/reports.controller.js';
import { SearchController } from './controllers/search.controller.js';
import { StoriesController } from './controllers/stories.controller.js';
import { SourcesController } from './controllers/sources.controller.js';
import { StatusController } from './controllers/status.controller.js';
import { TokensController } from './controllers/tokens.controller.js';
import { VocabularyController } from './controllers/vocabulary.controller.js';
import { PresentStatus } from './present-status.hook.js';
import { ResponseStreams } from './responses/response-streams.js';

@Module({
  imports: [
    AlertsModule,
    AuditModule,
    BriefingModule,
    IntakeModule,
    LiveModule,
    LogModule,
    LogTransferModule,
    PublicationsModule,
    QueriesModule,
    CommandsModule,
    SearchModule,
  ],
  providers: [ConnectionDrainer, OpenRequests, PresentStatus, ResponseStreams],
  exports: [OpenRequests, ResponseStreams],
  controllers: [
    AuditController,
    TransparentLogController,
    LiveController,
    FeedsController,
    LogController,
    NegotiationsController,
    SearchController,
    StatusController,
    BriefingController,
    SourcesController,
    ReportsController,
    VocabularyController,
    ImportController,
    MappingsController,
    IntakeController,
    ArticleFeedsController,
    CandidatesController,
    StoriesController,
    RecordChangesController,
    ChangesController,
    ReplayController,
    PicturesController,
    FragilityController,
    AlertsController,
    TokensController,
    PublicationsController,
    PublicController,
    MeController,
  ],
})
export class HttpModule {}
