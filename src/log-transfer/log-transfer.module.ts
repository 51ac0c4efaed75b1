/** Transfers a whole log from one store to another. */
import { Module } from '@nestjs/common';
import { ImportLogHandler } from './import-log.js';
import { ExportLogHandler } from './export-log.js';

@Module({ providers: [ImportLogHandler, ExportLogHandler] })
export class LogTransferModule {}
