/** The write side: every command, and the import. */
import { Module } from '@nestjs/common';
import { AddPartyHandler } from './add-party.js';
import { ChangeRecordHandler } from './change-record.js';
import { StatusChangesCache } from './status-changes-cache.js';
import { ImportStoryHandler } from './import/import-story.js';
import { OpenNegotiationHandler } from './open-negotiation.js';
import { RecordReportHandler } from './record-report.js';
import { EventRecorder } from './event-recorder.js';
import { RetitleSubjectHandler } from './retitle-subject.js';
import { ReviseNegotiationHandler } from './revise-negotiation.js';
import { RevisePartyHandler } from './revise-party.js';

@Module({
  providers: [
    StatusChangesCache,
    EventRecorder,
    OpenNegotiationHandler,
    ReviseNegotiationHandler,
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
