/** EventStoreDB: on the node of the tests always, on a real server where EVENTSTOREDB_URL names one. */
import { jsonEvent } from '@eventstore/db-client';
import type { EventStore } from '../../src/store/event-store.js';
import { EventStoreDbEventStore } from '../../src/store/eventstoredb/eventstoredb-event-store.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { describeEventStore, type OpenLog } from './contract.js';
import { describeErasure, describeRecorderErasure, describeSharedErasure } from './erasure-contract.js';
import { eventsOf, newNames, ownIdsOf } from './given.js';
import { addressOf, bareClient } from './on-server.js';
import { describeSharedStore } from './shared-contract.js';

const REAL = process.env['EVENTSTOREDB_URL'];

/** In milliseconds: here no server is silent, however busy the machine is. */
const PATIENCE = 30_000;

const onServer =
  (address: () => string): OpenLog =>
  ({ pattern, keys }) =>
    Promise.resolve(() =>
      EventStoreDbEventStore.at(addressOf(address()), { timeout: PATIENCE, streams: pattern, keys }),
    );

const node = new EventStoreDbNode();
beforeAll(() => {
  // About what a real server takes.
  node.log.commitTime = 2;
  return node.start();
});
afterAll(() => node.stop());

const onNode = onServer(() => node.address);
describeEventStore('EventStoreDB (the node of the tests)', onNode);
describeSharedStore('EventStoreDB (the node of the tests)', onNode);
describeErasure('EventStoreDB (the node of the tests)', onNode);
describeSharedErasure('EventStoreDB (the node of the tests)', onNode);
describeRecorderErasure('EventStoreDB (the node of the tests)', ({ pattern, keys }) =>
  Promise.resolve(() =>
    EventStoreDbEventStore.at(addressOf(node.address), { timeout: PATIENCE, streams: `^access$|${pattern}`, keys }),
  ),
);

describe('EventStoreDB (a real server)', () => {
  if (REAL === undefined) {
    process.stderr.write('NOT RUN: the contract of stores on a real EventStoreDB. Set EVENTSTOREDB_URL to run it.\n');
    test.todo('runs where EVENTSTOREDB_URL names one, as in eventstoredb://localhost:2113?tls=false');
  } else {
    describeEventStore(
      'EventStoreDB',
      onServer(() => REAL),
    );
    describeSharedStore(
      'EventStoreDB',
      onServer(() => REAL),
    );
    describeErasure(
      'EventStoreDB',
      onServer(() => REAL),
    );
    describeSharedErasure(
      'EventStoreDB',
      onServer(() => REAL),
    );
  }
});

describe('EventStoreDB', () => {
  let store: EventStore;
  const names = newNames();
  const a = names.of('a');
  const client = bareClient(() => node.address);
  beforeEach(() => {
    store = EventStoreDbEventStore.at(addressOf(node.address), { timeout: PATIENCE, streams: names.pattern });
  });
  afterEach(() => store.close());

  const foreign = (stream: string, count: number) =>
    client().appendToStream(
      stream,
      Array.from({ length: count }, () => jsonEvent({ type: 'SomethingElse', data: {} })),
    );

  test('leaves the streams of others alone: they are no part of the log, and do not move its end', async () => {
    await foreign('$stats-0', 40);
    await store.append(a, eventsOf(a, '1'), 'none');
    await foreign('orders-1', 200);
    expect(ownIdsOf(await store.readAll())).toEqual(['1']);
    expect(await store.head()).toBe((await store.readAll()).at(-1)?.position);
    await expect(store.append('orders-1', eventsOf('orders-1', '1'), 'any')).rejects.toThrow(TypeError);
  });

  test('says so where an event of a stream is not what Parley writes, and reads and appends on', async () => {
    await foreign(a, 1);
    const read = await store.readStream(a);
    expect(read.at(-1)).toMatchObject({ data: {}, damaged: 'its metadata is not what Parley writes' });
    expect(await store.append(a, eventsOf(a, '2'), 'any')).toMatchObject({ outcome: 'appended', revision: 2 });
  });

  test('stores an event as others can read it: JSON, the ids of the domain, ties by $correlationId', async () => {
    const b = names.of('b');
    await store.append(b, eventsOf(b, '1'), 'none');
    const [first] = eventsOf(b, '1');
    for await (const { event } of client().readStream(b))
      expect(event).toMatchObject({
        id: first?.id,
        type: 'T',
        isJson: true,
        data: { ownId: '1' },
        metadata: { $correlationId: 'c', $causationId: 'd', recorder: 'test', schemaVersion: 1 },
      });
  });

  test('stores a long stream, and reads all of it', async () => {
    const c = names.of('c');
    const ids = Array.from({ length: 1_050 }, (_, i) => String(i));
    await store.append(c, eventsOf(c, ...ids.slice(0, 600)), 'none');
    await store.append(c, eventsOf(c, ...ids.slice(600)), 599);
    expect(ownIdsOf(await store.readStream(c))).toEqual(ids);
    expect(ownIdsOf(await store.readStream(c, { direction: 'backward' }))).toEqual(ids.toReversed());
    expect(await store.readAll()).toHaveLength(ids.length + 4);
  });

  test('refuses what is larger than the server takes, and stores nothing of it', async () => {
    const d = names.of('d');
    const large = eventsOf(d, 'x').map((event) => ({ ...event, data: { ownId: 'x'.repeat(1024 * 1024) } }));
    await expect(store.append(d, large, 'none')).rejects.toMatchObject({ code: 'too-large' });
    expect(await store.readStream(d)).toEqual([]);
  });
});
