/** What has been read of the log, for everybody who decides or answers. */
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Config } from '../platform/config.js';
import { EventStore } from '../store/event-store.js';
import { Book } from './memory-image.js';
import { Projector } from './projector.js';
import { Shelf } from './stream-loader.js';
import { Snapshots } from './snapshots.js';

function snapshots(
  store: EventStore,
  book: Book,
  shelf: Shelf,
  { dataFolder, snapshotEvery: every }: Config,
): Snapshots {
  const settings = every === 0 ? undefined : { file: join(dataFolder, 'parley.snapshot'), every };
  return new Snapshots(store, book, shelf, settings);
}

@Global()
@Module({
  providers: [
    Book,
    Projector,
    Shelf,
    { provide: Snapshots, useFactory: snapshots, inject: [EventStore, Book, Shelf, Config] },
  ],
  exports: [Book, Projector, Shelf],
})
export class BookModule {}
