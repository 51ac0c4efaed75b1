/** The root module. */
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessModule } from './access/access.module.js';
import { BackupModule } from './backup/backup.module.js';
import { ProjectorModule } from './projector/projector.module.js';
import { Clock, SystemClock } from './platform/clock.js';
import { Config } from './platform/config.js';
import { AllowedMethods } from './http/allowed-methods.js';
import { HealthModule } from './health/health.module.js';
import { ZodValidationPipe } from './http/validation.pipe.js';
import { HttpModule } from './http/http.module.js';
import { ProblemFilter } from './http/problems/problem.filter.js';
import { StoreModule } from './store/store.module.js';

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      // Every module may inject the settings and the clock.
      global: true,
      imports: [
        CqrsModule.forRoot(),
        StoreModule,
        ProjectorModule,
        AccessModule,
        BackupModule,
        HealthModule,
        HttpModule,
      ],
      providers: [
        { provide: Config, useValue: config },
        { provide: Clock, useClass: SystemClock },
        AllowedMethods,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ZodValidationPipe },
      ],
      exports: [Config, Clock],
    };
  }
}
