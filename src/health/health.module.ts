/** Liveness, readiness and metrics. */
import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { BackupModule } from '../backup/backup.module.js';
import { HttpModule } from '../http/http.module.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

@Module({
  imports: [AlertsModule, BackupModule, HttpModule],
  controllers: [HealthController],
  providers: [Readiness, Metrics],
  exports: [Metrics],
})
export class HealthModule {}
