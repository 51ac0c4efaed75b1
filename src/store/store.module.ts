/** Provides the store that the configuration names. Only this module imports the adapters. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { Global, Injectable, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../platform/config.js';
import { dataFile, treeFile } from './data-file.js';
import { EventStore } from './event-store.js';
import { upgradeLog } from './files.js';
import { RecordingClock } from './recording-clock.js';
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

// An EventStoreDB server that does not answer yet does not stop the start: /readyz reports it. Its client is loaded only
// where it is used, because loading it takes long.
async function openStore({ dataFolder, store, recording }: Config): Promise<EventStore> {
  const clock = new RecordingClock({ confirmed: recording.clockConfirmed });
  if (!store) return openSqlite(dataFolder, clock);
  const { EventStoreDbEventStore } = await import('./eventstoredb/eventstoredb-event-store.js');
  return EventStoreDbEventStore.at(store, { clock, treeFile: treeFile(dataFolder) });
}

/** Upgrades a log of an earlier format, where there is one. It can be large: a terminal is shown how far it has come. */
async function upgrade(file: string): Promise<void> {
  // An empty file is none, and is refused where it is opened.
  if (!existsSync(file) || statSync(file).size === 0) return;
  const done = await upgradeLog(file, process);
  if (!done) return;
  const { from, to, events, backup } = done;
  new Logger('Store').log({ message: `the log was upgraded from format ${from} to ${to}`, events, backup });
}

async function openSqlite(dataFolder: string, clock: RecordingClock): Promise<EventStore> {
  makeFolder(dataFolder);
  const file = dataFile(dataFolder);
  try {
    await upgrade(file);
    return SqliteEventStore.open(file, { clock });
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    throw new StoreFailure(error.code, `${file} cannot be opened: ${error.message}`, { cause: error });
  }
}

// Nest calls this hook after the HTTP server has closed, when the requests under way have been answered.
@Injectable()
class StoreShutdown implements OnApplicationShutdown {
  constructor(private readonly store: EventStore) {}

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}

@Global()
@Module({
  providers: [{ provide: EventStore, useFactory: openStore, inject: [Config] }, StoreShutdown],
  exports: [EventStore],
})
export class StoreModule {}
