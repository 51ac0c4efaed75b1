/** What goes wrong between Parley and a server of EventStoreDB, and must not reach those who record. */
import { jsonEvent } from '@eventstore/db-client';
import { lastValueFrom, take, toArray } from 'rxjs';
import { verifyStream } from '../../events/chain/verify.js';
import type { EventStore } from '../../src/store/event-store.js';
import { EventStoreDbEventStore } from '../../src/store/eventstoredb/eventstoredb-event-store.js';
import { StoreFailure } from '../../src/store/store-failure.js';
import type { Fault } from '../eventstoredb-node/faults.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { eventsOf, newNames, ownIdsOf, positionsOf, type Names } from './given.js';
import { addressOf, bareClient } from './on-server.js';
import { until } from './until.js';

/** A server that has not answered for so long is silent, and how often subscriptions are looked at: milliseconds. */
const SOON = { timeout: 750, watchInterval: 60 };
/** For all that does not wait for a silence: on a machine that is busy with other work, nobody is taken for silent. */
const PATIENT = { timeout: 20_000, watchInterval: 200 };

const node = new EventStoreDbNode();
const neighbour = new EventStoreDbNode();
let names: Names;
let a = '';
const stores: EventStore[] = [];
const storeAt = (address = node.address, times = SOON): EventStore => {
  const store = EventStoreDbEventStore.at(addressOf(address), { ...times, streams: names.pattern });
  stores.push(store);
  return store;
};

beforeAll(() => Promise.all([node.start(), neighbour.start()]));
afterAll(() => {
  node.stop();
  neighbour.stop();
});
beforeEach(() => {
  names = newNames();
  a = names.of('a');
});
afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));

/** What a store learns of by waiting in vain. */
const isSilence = ({ fault }: Fault): boolean => ['silence', 'silent-answer', 'slow'].includes(fault);

const times = (count: number, fault: Fault): Fault[] => Array.from({ length: count }, () => fault);

async function expectOnce(store: EventStore, ...ids: string[]): Promise<void> {
  const stored = await store.readStream(a);
  expect(ownIdsOf(stored)).toEqual(ids);
  expect(verifyStream(stored)).toMatchObject({ ok: true });
}

describe('An append', () => {
  test.each<Fault>([
    { fault: 'unavailable' },
    { fault: 'silence' },
    { fault: 'lost-answer' },
    { fault: 'silent-answer' },
    { fault: 'ended' },
    { fault: 'slow', by: 2 * SOON.timeout },
  ])('is acknowledged and stored once, though the server does this: $fault', async (fault) => {
    const store = storeAt(node.address, isSilence(fault) ? SOON : PATIENT);
    await store.append(a, eventsOf(a, '1'), 'none');
    node.faults.plan('append', fault);
    const outcome = await store.append(a, eventsOf(a, '2', '3'), 0);
    expect(outcome).toMatchObject({ outcome: 'appended', revision: 2, position: await store.head() });
    expect(await store.append(a, eventsOf(a, '4'), 2)).toMatchObject({ outcome: 'appended', revision: 3 });
    await expectOnce(store, '1', '2', '3', '4');
  });

  test('of which every answer is lost is looked up, and acknowledged', async () => {
    const store = storeAt();
    node.faults.plan('append', ...times(4, { fault: 'lost-answer' }));
    expect(await store.append(a, eventsOf(a, '1'), 'none')).toMatchObject({ outcome: 'appended', revision: 0 });
    await expectOnce(store, '1');
  });

  test('that never came to be stored fails, and can be made again', async () => {
    const store = storeAt();
    node.faults.plan('append', ...times(4, { fault: 'unavailable' }));
    await expect(store.append(a, eventsOf(a, '1'), 'none')).rejects.toMatchObject({ code: 'unreachable' });
    await expectOnce(store);
    expect(await store.append(a, eventsOf(a, '1'), 'none')).toMatchObject({ outcome: 'appended' });
    await expectOnce(store, '1');
  });

  test('of which nothing can be learnt says so, and is found when it is made again', async () => {
    const store = storeAt();
    node.faults.plan('append', ...times(4, { fault: 'silent-answer' }));
    node.faults.atRandom = (call) => (call === 'read' ? { fault: 'silence' } : undefined);
    const failing = store.append(a, eventsOf(a, '1'), 'none');
    await expect(failing).rejects.toMatchObject({ code: 'unreachable', message: expect.stringMatching(/not known/) });
    node.faults.atRandom = () => undefined;
    expect(await store.append(a, eventsOf(a, '1'), 'none')).toMatchObject({ outcome: 'duplicate', revision: 0 });
    await expectOnce(store, '1');
  });

  test('that another process got ahead of while its answer was lost goes behind it', async () => {
    const [one, other] = [storeAt(), storeAt()];
    node.faults.plan('append', { fault: 'unavailable' });
    const late = one.append(a, eventsOf(a, '1'), 'any');
    await until(() => node.faults.isOver('append'));
    await other.append(a, eventsOf(a, '2'), 'any');
    expect(await late).toMatchObject({ outcome: 'appended' });
    await expectOnce(one, ...(await ownIds(other)));
    expect(await ownIds(one)).toHaveLength(2);
  });

  test('that the server refuses for good is not tried again', async () => {
    const store = storeAt(node.address, PATIENT);
    const before = node.calls.append;
    node.faults.plan('append', { fault: 'refused', exception: 'access-denied' });
    await expect(store.append(a, eventsOf(a, '1'), 'none')).rejects.toMatchObject({
      code: 'unwritable',
      message: expect.stringMatching(
        /not allow this user to write a-.*under "\$w" of the "\$acl" in the metadata of a-/,
      ),
    });
    expect(node.calls.append).toBe(before + 1);
    node.faults.plan('read', { fault: 'refused', exception: 'access-denied' });
    await expect(store.head()).rejects.toMatchObject({
      code: 'unwritable',
      message: expect.stringMatching(
        /to read \$all: the right is given under "\$r" of the "\$acl" in the metadata of \$all$/,
      ),
    });
  });

  test('is not failed by another client of this process, whose batch call fails at another server', async () => {
    const store = storeAt(node.address, PATIENT);
    const [before, batches] = [node.calls.append, node.calls.batch];
    node.faults.plan('append', { fault: 'slow', by: 60 });
    neighbour.faults.plan('batch', { fault: 'unavailable' });
    const ours = store.append(a, eventsOf(a, '1'), 'none');
    await expect(atNeighbour().appendToStream('x', jsonEvent({ type: 'T', data: {} }))).rejects.toThrow(/available/);
    expect(await ours).toMatchObject({ outcome: 'appended' });
    expect([node.calls.append, node.calls.batch]).toEqual([before + 1, batches]);
  });

  test('waits for a server that stops and starts again, or fails and works again by itself', async () => {
    const store = storeAt();
    await store.append(a, eventsOf(a, '1'), 'none');
    node.stop();
    await expect(store.append(a, eventsOf(a, '2'), 0)).rejects.toMatchObject({ code: 'unreachable' });
    await expect(store.head()).rejects.toMatchObject({ code: 'unreachable' });
    const appending = store.append(a, eventsOf(a, '2'), 0);
    await node.start();
    expect(await appending).toMatchObject({ outcome: 'appended', revision: 1 });
    await expectOnce(store, '1', '2');
  });
});

const atNeighbour = bareClient(() => neighbour.address);
const ownIds = async (store: EventStore): Promise<string[]> => ownIdsOf(await store.readStream(a)) as string[];

describe('A read', () => {
  test.each<Fault>([{ fault: 'unavailable' }, { fault: 'silence' }])(
    'fails where the server does this, and works again by itself: $fault',
    async (fault) => {
      const store = storeAt(node.address, isSilence(fault) ? SOON : PATIENT);
      await store.append(a, eventsOf(a, '1'), 'none');
      node.faults.plan('read', ...times(3, fault));
      await expect(store.readStream(a)).rejects.toMatchObject({ name: 'StoreFailure', code: 'unreachable' });
      await expect(store.readAll()).rejects.toMatchObject({ code: 'unreachable' });
      await expect(store.head()).rejects.toMatchObject({ code: 'unreachable' });
      await expectOnce(store, '1');
    },
  );
});

test('A server that was put back to an older copy of its data is not taken for a quiet one', async () => {
  const [whole, older] = [await new EventStoreDbNode().start(), new EventStoreDbNode()];
  const store = storeAt(whole.address);
  await store.append(a, eventsOf(a, '1', '2'), 'none');
  whole.stop();
  await older.start(whole.port);
  let told: unknown;
  await until(async () => {
    told = await store.head().catch((error: unknown) => error);
    return !(told instanceof StoreFailure) || told.code !== 'unreachable';
  });
  expect(told).toMatchObject({ code: 'damaged', message: expect.stringMatching(/ends at 0/) });
  older.stop();
});

describe('A subscription', () => {
  test.each([
    ['fails', async () => node.dropSubscriptions('failed')],
    ['is ended by the server', async () => node.dropSubscriptions('ended')],
    ['falls silent', async () => node.muteSubscriptions()],
    [
      'breaks off with the server',
      (): Promise<unknown> => {
        node.stop();
        return node.start();
      },
    ],
  ])('that %s says so, and none is lost or doubled by following on', async (_, happen) => {
    const store = storeAt();
    const seen: bigint[] = [];
    const failure = new Promise((resolve) => {
      store.subscribe().subscribe({ next: ({ position }) => seen.push(position), error: resolve });
    });
    await store.append(a, eventsOf(a, '1', '2'), 'none');
    await until(() => seen.length === 2);
    await happen();
    await until(async () => (await store.append(a, eventsOf(a, '3'), 'any').catch(() => undefined)) !== undefined);
    expect(await failure).toMatchObject({ name: 'StoreFailure', code: 'unreachable' });
    const rest = lastValueFrom(store.subscribe(seen.at(-1)).pipe(take(2), toArray()));
    await store.append(a, eventsOf(a, '4'), 'any');
    expect([...seen, ...positionsOf(await rest)].slice(0, 4)).toEqual(positionsOf(await store.readAll()));
  });

  test('that has nothing to say is not taken for a dead one', async () => {
    const store = storeAt(node.address, PATIENT);
    const seen: unknown[] = [];
    const failures: unknown[] = [];
    store.subscribe().subscribe({ next: (event) => seen.push(event), error: (error) => failures.push(error) });
    const looks = node.calls.read;
    await until(() => node.calls.read > looks + 4);
    await store.append(a, eventsOf(a, '1'), 'none');
    await until(() => seen.length === 1);
    expect(failures).toEqual([]);
  });
});

describe('A cluster', () => {
  const other = new EventStoreDbNode(node.log);
  const cluster = () => `eventstoredb://127.0.0.1:${node.port},127.0.0.1:${other.port}?tls=false&discoveryInterval=20`;
  beforeAll(async () => {
    await other.start();
    node.members = other.members = [node, other];
  });
  afterEach(() => {
    node.leader = other.leader = undefined;
  });
  afterAll(() => other.stop());

  test('is asked for its leader, and a node that does not lead says who does', async () => {
    node.leader = other;
    const store = storeAt(node.address);
    expect(await store.append(a, eventsOf(a, '1'), 'none')).toMatchObject({ outcome: 'appended' });
    const found = storeAt(cluster());
    const before = [node.calls.append, node.calls.read];
    expect(await found.append(a, eventsOf(a, '2'), 0)).toMatchObject({ outcome: 'appended' });
    expect([node.calls.append, node.calls.read]).toEqual(before);
    await expectOnce(found, '1', '2');
  });

  test('is followed to another leader when the one that it had is gone', async () => {
    other.leader = node;
    const store = storeAt(cluster());
    await store.append(a, eventsOf(a, '1'), 'none');
    node.stop();
    other.leader = undefined;
    expect(await store.append(a, eventsOf(a, '2'), 0)).toMatchObject({ outcome: 'appended' });
    await node.start();
    await expectOnce(store, '1', '2');
  });

  test('that is gone as a whole ends nothing but what is under way', async () => {
    const store = storeAt(cluster());
    const failure = new Promise((resolve) => {
      store.subscribe().subscribe({ error: resolve });
    });
    await store.append(a, eventsOf(a, '1'), 'none');
    node.stop();
    other.stop();
    const appends = Array.from({ length: 3 }, (_, i) => store.append(names.of('b'), eventsOf('b', String(i)), 'any'));
    const outcomes = await Promise.allSettled([...appends, store.head(), store.readAll()]);
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 'rejected'));
    expect(await failure).toMatchObject({ code: 'unreachable' });
    await Promise.all([node.start(), other.start()]);
    await until(async () => (await store.append(a, eventsOf(a, '2'), 0).catch(() => undefined)) !== undefined);
    await expectOnce(store, '1', '2');
  });
});
