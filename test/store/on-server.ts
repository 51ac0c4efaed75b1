/** Reaching a server: as the store does, and with the bare client. */
import { EventStoreDBClient } from '@eventstore/db-client';
import { parseServerAddress, type ServerAddress } from '../../src/platform/store-address.js';

export function addressOf(text: string): ServerAddress {
  const read = parseServerAddress(text.replace(/^esdb/, 'eventstoredb'));
  if ('unreadable' in read) throw new Error(`the address ${read.unreadable}`);
  return read;
}

/** The client as its own documentation has it, made when first asked for and ended with the tests. */
export function bareClient(address: () => string): () => EventStoreDBClient {
  let client: EventStoreDBClient | undefined;
  afterAll(() => client?.dispose());
  return () => (client ??= EventStoreDBClient.connectionString(address().replace(/^eventstoredb/, 'esdb')));
}
