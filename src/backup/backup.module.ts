/** The backups that the server makes at intervals. */
import { Module } from '@nestjs/common';
import { ScheduledBackups } from './scheduled.js';

@Module({ providers: [ScheduledBackups], exports: [ScheduledBackups] })
export class BackupModule {}
