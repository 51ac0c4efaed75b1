/** The write side: every command, the import, and the mappings of coded files. */
import { Module } from '@nestjs/common';
import { AddPartyHandler } from './registry/add-party.js';
import { ArchiveNegotiationHandler } from './registry/archive-negotiation.js';
import { ChangeRecordHandler } from './change-record.js';
import { EraseEntryHandler } from './erase-entry.js';
import { StatusChangesCache } from './status-changes-cache.js';
import { ImportsUnderWay } from './import/imports-under-way.js';
import { ImportStoryHandler } from './import/import-story.js';
import { ListMappingsHandler } from './mappings/list-mappings.js';
import { Mappings } from './mappings/mappings.js';
import { RemoveMappingHandler } from './mappings/remove-mapping.js';
import { SaveMappingHandler } from './mappings/save-mapping.js';
import { OpenNegotiationHandler } from './registry/open-negotiation.js';
import { RecordReportHandler } from './record-report.js';
import { EventRecorder } from './event-recorder.js';
import { RetitleSubjectHandler } from './registry/retitle-subject.js';
import { ReviseNegotiationHandler } from './registry/revise-negotiation.js';
import { VoiceNumbers } from './voice-numbers.js';
import { RevisePartyHandler } from './registry/revise-party.js';

@Module({
  providers: [
    StatusChangesCache,
    VoiceNumbers,
    EventRecorder,
    OpenNegotiationHandler,
    ReviseNegotiationHandler,
    ArchiveNegotiationHandler,
    RetitleSubjectHandler,
    AddPartyHandler,
    RevisePartyHandler,
    RecordReportHandler,
    ChangeRecordHandler,
    Mappings,
    ListMappingsHandler,
    SaveMappingHandler,
    RemoveMappingHandler,
    EraseEntryHandler,
    ImportStoryHandler,
    ImportsUnderWay,
  ],
  exports: [StatusChangesCache, ImportsUnderWay],
})
export class CommandsModule {}
