/** Backups that the server makes by itself. */
import { Module } from '@nestjs/common';
import { ScheduledBackups } from './scheduled.js';

@Module({ providers: [ScheduledBackups], exports: [ScheduledBackups] })
export class BackupModule {}
