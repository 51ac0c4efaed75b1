/** Which store the server uses: the one place that names an adapter. */
import { mkdirSync } from 'node:fs';
import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../platform/config.js';
import { dataFile } from './data-file.js';
import { EventStore } from './event-store.js';
import { SqliteEventStore } from './sqlite/sqlite-event-store.js';
import { StoreFailure } from './store-failure.js';

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreFailure('unwritable', `the data folder ${folder} cannot be made: ${String(error)}`, {
      cause: error,
    });
  }
}

// A server that is away for now is no reason not to start: readiness says so until it answers. The client of it is only
// loaded where it is used: that takes a good part of a start.
async function opened({ dataFolder, store }: Config): Promise<EventStore> {
  if (!store) return openIn(dataFolder);
  const { EventStoreDbEventStore } = await import('./eventstoredb/eventstoredb-event-store.js');
  return EventStoreDbEventStore.at(store);
}

function openIn(dataFolder: string): EventStore {
  makeFolder(dataFolder);
  const file = dataFile(dataFolder);
  try {
    return SqliteEventStore.open(file);
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    throw new StoreFailure(error.code, `${file} cannot be opened: ${error.message}`, { cause: error });
  }
}

// After the HTTP server: Nest calls these hooks once the requests under way have been answered.
@Injectable()
class ClosesTheStore implements OnApplicationShutdown {
  constructor(private readonly store: EventStore) {}

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}

@Global()
@Module({
  providers: [{ provide: EventStore, useFactory: opened, inject: [Config] }, ClosesTheStore],
  exports: [EventStore],
})
export class StoreModule {}
