/** The log in memory, for commands and queries. */
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { Config } from '../platform/config.js';
import { EventStore } from '../store/event-store.js';
import { MemoryImage } from './memory-image.js';
import { Projector } from './projector.js';
import { StreamLoader } from './stream-loader.js';
import { Snapshots } from './snapshots.js';

function snapshots(
  store: EventStore,
  image: MemoryImage,
  loader: StreamLoader,
  { dataFolder, snapshotEvery: every }: Config,
): Snapshots {
  const settings = every === 0 ? undefined : { file: join(dataFolder, 'parley.snapshot'), every };
  return new Snapshots(store, image, loader, settings);
}

@Global()
@Module({
  providers: [
    MemoryImage,
    Projector,
    StreamLoader,
    { provide: ReportIndexCache, useFactory: () => new ReportIndexCache() },
    { provide: Snapshots, useFactory: snapshots, inject: [EventStore, MemoryImage, StreamLoader, Config] },
  ],
  exports: [MemoryImage, Projector, ReportIndexCache, StreamLoader],
})
export class ProjectorModule {}
