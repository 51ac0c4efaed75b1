/** The write side: every command, and the import. */
import { Module } from '@nestjs/common';
import { AddPartyHandler } from './registry/add-party.js';
import { ArchiveNegotiationHandler } from './registry/archive-negotiation.js';
import { ChangeRecordHandler } from './change-record.js';
import { StatusChangesCache } from './status-changes-cache.js';
import { ImportStoryHandler } from './import/import-story.js';
import { OpenNegotiationHandler } from './registry/open-negotiation.js';
import { RecordReportHandler } from './record-report.js';
import { EventRecorder } from './event-recorder.js';
import { RetitleSubjectHandler } from './registry/retitle-subject.js';
import { ReviseNegotiationHandler } from './registry/revise-negotiation.js';
import { RevisePartyHandler } from './registry/revise-party.js';

@Module({
  providers: [
    StatusChangesCache,
    EventRecorder,
    OpenNegotiationHandler,
    ReviseNegotiationHandler,
    ArchiveNegotiationHandler,
    RetitleSubjectHandler,
    AddPartyHandler,
    RevisePartyHandler,
    RecordReportHandler,
    ChangeRecordHandler,
    ImportStoryHandler,
  ],
  exports: [StatusChangesCache],
})
export class CommandsModule {}
