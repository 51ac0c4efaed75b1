/** What a server says nothing of, or shows only later: appends that are written and not committed yet. */
import { verifyStream } from '../../events/chain/verify.js';
import type { EventStore } from '../../src/store/event-store.js';
import { EventStoreDbEventStore } from '../../src/store/eventstoredb/eventstoredb-event-store.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { event, eventsOf, newNames, ownIdsOf, type Names } from './given.js';
import { addressOf, bareClient } from './on-server.js';
import { until } from './until.js';

/** In milliseconds. Whoever waits for this does not come to an end within a test. */
const FOR_EVER = 300_000;

const node = new EventStoreDbNode();
let names: Names;
let a = '';
const stores: EventStore[] = [];
const storeWith = (timeout: number, patience = timeout): EventStore => {
  const options = { timeout, patience, watchInterval: FOR_EVER, streams: names.pattern };
  const store = EventStoreDbEventStore.at(addressOf(node.address), options);
  stores.push(store);
  return store;
};

const client = bareClient(() => node.address);
beforeAll(() => node.start());
afterAll(() => node.stop());
beforeEach(() => {
  names = newNames();
  a = names.of('a');
});
afterEach(async () => {
  node.log.commitTime = 0;
  for (const store of stores.splice(0)) await store.close();
});

/** Another process writes an event that is not committed for so many milliseconds. */
async function writtenByAnother(commitTime: number): Promise<void> {
  node.log.commitTime = commitTime;
  const before = node.calls.batch;
  client()
    .appendToStream(a, [{ ...event(a, 'of another'), contentType: 'application/json', metadata: {} }])
    .catch(() => undefined);
  await until(() => node.calls.batch > before);
  node.log.commitTime = 0;
}

describe('An append', () => {
  test.each([
    ['where the stream has to be looked into', () => undefined],
    ['where both follow the log', (store: EventStore) => void store.subscribe().subscribe()],
  ])('that is the same as one under way is answered without waiting for the server, %s', async (_, follow) => {
    const both = [storeWith(FOR_EVER), storeWith(FOR_EVER)];
    for (const store of both) follow(store);
    await both[0]?.append(a, eventsOf(a, '0'), 'none');
    await both[1]?.append(a, eventsOf(a, '1'), 0);
    node.log.commitTime = 30;
    const outcomes = await Promise.all(
      both.map((store, n) => store.append(a, [{ ...event(a, '2'), correlationId: `of ${n}` }], 'any')),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['appended', 'duplicate']);
    const stored = await (both[0] as EventStore).readStream(a);
    expect(ownIdsOf(stored)).toEqual(['0', '1', '2']);
    expect(verifyStream(stored)).toMatchObject({ ok: true });
  });

  test.each([['silent-answer'], ['slow']] as const)(
    'that is stored is acknowledged, though the server says nothing of it or says it late: %s',
    async (fault) => {
      const store = storeWith(FOR_EVER);
      await store.append(a, eventsOf(a, '1'), 'none');
      node.faults.plan('append', fault === 'slow' ? { fault, by: 200 } : { fault });
      expect(await store.append(a, eventsOf(a, '2'), 0)).toMatchObject({
        outcome: 'appended',
        revision: 1,
        position: await store.head(),
      });
    },
  );

  test('that takes long does not have the server read again and again', async () => {
    const store = storeWith(FOR_EVER);
    await store.append(a, eventsOf(a, '1'), 'none');
    const before = node.calls.read;
    node.faults.plan('append', { fault: 'slow', by: 1_500 });
    expect(await store.append(a, eventsOf(a, '2'), 0)).toMatchObject({ outcome: 'appended' });
    expect(node.calls.read - before).toBeLessThan(10);
  });

  test('waits for what another has written and the server does not show yet, and tries again now and then', async () => {
    const store = storeWith(FOR_EVER);
    await writtenByAnother(300);
    const before = node.calls.append;
    expect(await store.append(a, eventsOf(a, '1'), 'any')).toMatchObject({ outcome: 'appended', revision: 1 });
    expect(node.calls.append - before).toBeLessThan(12);
  });

  test('fails as busy, with nothing stored, where that is not shown within the patience of the store', async () => {
    // Patience is the sum of its pauses, so that a slow machine only makes it longer; the server is never too late.
    const store = storeWith(FOR_EVER, 400);
    await writtenByAnother(5_000);
    await expect(store.append(a, eventsOf(a, '1'), 'any')).rejects.toMatchObject({
      code: 'busy',
      message: 'the server has not shown for 400 ms what others have written',
    });
    await until(async () => (await store.readStream(a)).length > 0);
    expect(await store.readStream(a)).toHaveLength(1);
  });
});
