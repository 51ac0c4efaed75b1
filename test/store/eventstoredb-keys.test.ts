/** Keys on a server: what is erased is nowhere after a scavenge, and whatever breaks off in between is finished. */
import { jsonEvent } from '@eventstore/db-client';
import { seal, START } from '../../events/chain/chain.js';
import { canonicalJson } from '../../events/canonical.js';
import type { NewEvent } from '../../events/envelope.js';
import { verifyLog } from '../../src/audit/verification.js';
import { erasedIn, keyAt } from '../../src/store/erasure/key-slots.js';
import { EventStoreDbEventStore } from '../../src/store/eventstoredb/eventstoredb-event-store.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import type { EventStore } from '../../src/store/event-store.js';
import type { Fault } from '../eventstoredb-node/faults.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { erasureOf, sealedReport } from './erasure-contract.js';
import { addressOf, bareClient } from './on-server.js';
import { until } from './until.js';

const A = 'negotiation-a';
const ERASED = /^\[erased on/;

let node: EventStoreDbNode;
const opened: EventStore[] = [];
const client = bareClient(() => node.address);
beforeAll(async () => {
  node = await new EventStoreDbNode().start();
});
afterAll(() => node.stop());
afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())));

/** In milliseconds. */
const SHORT = 150;
function open(timeout = 30_000): EventStore {
  const store = EventStoreDbEventStore.at(addressOf(node.address), { timeout });
  opened.push(store);
  return store;
}

let run = 0;
let stream = '';
beforeEach(() => {
  stream = `${A}${(run += 1)}`;
});
const summariesOn = async (store: EventStore): Promise<unknown[]> =>
  (await store.readStream(stream)).filter(({ type }) => type !== 'T').map(({ data }) => data['summary']);
const keysOf = async (store: EventStore, revision: number): Promise<Buffer> =>
  Buffer.from((await store.evidence.stream(stream, null, 100))[revision]?.keys ?? []);
const streamsOfKeys = (): string[] => [
  ...new Set(node.log.all.map((event) => event.stream).filter((name) => /^keys-[\da-f-]{36}-\d+$/.test(name))),
];
/** Those that are in use. */
const live = (): string[] => streamsOfKeys().filter((name) => !node.log.isDeleted(name));

async function recorded(store: EventStore, count = 3): Promise<NewEvent[]> {
  const reports = Array.from({ length: count }, (_, i) => sealedReport(stream, `r${i}`, 'Ann'));
  await store.append(stream, reports, 'none');
  return reports;
}

test('No byte of a text is stored, and after a scavenge none of its key, while all else is read', async () => {
  const store = open();
  const [first] = (await recorded(store)) as [NewEvent];
  const key = await keysOf(store, 0);
  expect(key).toHaveLength(64);
  for (const text of ['What r0 says', '“r0”', 'Ann', Buffer.from('What r0 says').toString('base64url').slice(0, -2)])
    expect(node.log.holding(text)).toEqual([]);
  expect(node.log.holding(keyAt(key, 0))).toHaveLength(1);
  expect(await store.unscavenged()).toEqual([]);

  await store.append(stream, [erasureOf(stream, first, 'e1', ['/summary'])], 'any');
  const waiting = await store.unscavenged();
  expect(waiting).toEqual([expect.stringMatching(/^keys-.*-0$/)]);
  // The keys of an entry stand in the order of their texts: the quotation, then the summary.
  expect(node.log.holding(keyAt(key, 1)).map((event) => event.stream)).toEqual(waiting);
  expect(node.log.holding(keyAt(key, 0))).toHaveLength(2);

  node.log.scavenge();
  expect(node.log.holding(keyAt(key, 1))).toEqual([]);
  expect(await open().unscavenged()).toEqual([]);
  for (const one of [store, open()])
    expect(await summariesOn(one)).toEqual([expect.stringMatching(ERASED), 'What r1 says.', 'What r2 says.']);
  expect(erasedIn(keyAt(await keysOf(open(), 0), 1))).toMatchObject({ reason: 'source-protection' });
});

describe('An erasure that breaks off', () => {
  const gone: Fault[] = Array.from({ length: 4 }, () => ({ fault: 'unavailable' }));
  async function brokenOff(store = open()): Promise<NewEvent[]> {
    const reports = await recorded(store);
    node.faults.plan('delete', ...gone);
    const erasing = store.append(stream, [erasureOf(stream, reports[0] as NewEvent, 'e1')], 'any');
    await expect(erasing).rejects.toMatchObject({ code: 'unreachable' });
    // It is recorded, and copied; the keys are there still.
    expect(await store.readStream(stream)).toHaveLength(4);
    return reports;
  }

  test('is finished by the next one who starts', async () => {
    await brokenOff();
    const before = live();
    const next = open();
    next.subscribe().subscribe();
    await until(() => before.some((name) => node.log.isDeleted(name)));
    await until(async () => ERASED.test(String((await summariesOn(open()))[0])));
    expect(await summariesOn(next)).toEqual([expect.stringMatching(ERASED), 'What r1 says.', 'What r2 says.']);
  });

  test('is finished before the next erasure, by whom it is asked for, which copies no erased key on', async () => {
    const [, second] = (await brokenOff()) as [NewEvent, NewEvent];
    const next = open();
    const key = await keysOf(next, 0);
    await next.append(stream, [erasureOf(stream, second, 'e2')], 'any');
    expect(await summariesOn(next)).toEqual([
      expect.stringMatching(ERASED),
      expect.stringMatching(ERASED),
      'What r2 says.',
    ]);
    for (const name of node.log.holding(keyAt(key, 0)).map((event) => event.stream))
      expect([name, node.log.isDeleted(name)]).toEqual([name, true]);
    node.log.scavenge();
    expect(node.log.holding(keyAt(key, 0))).toEqual([]);
  });

  test('in the middle of the copy is gone on with', async () => {
    const store = open();
    const reports = await recorded(store);
    const [from = ''] = live().slice(-1);
    const [entry] = node.log.stream(from) ?? [];
    const to = from.replace(/0$/, '1');
    const keys = Buffer.from(entry?.data ?? []);
    await client().appendToStream(to, [{ ...jsonEvent({ type: 'Keys', data: {} }), ...binary(keys) }]);
    await store.append(stream, [erasureOf(stream, reports[0] as NewEvent, 'e1')], 'any');
    for (const one of [store, open()])
      expect(await summariesOn(one)).toEqual([expect.stringMatching(ERASED), 'What r1 says.', 'What r2 says.']);
    // The entry that is erased had been copied with its key: so that stream had to go as well.
    expect([from, to].map((name) => node.log.isDeleted(name))).toEqual([true, true]);
  });

  test('is finished by a Parley that hears of it, where the one that recorded it is gone', async () => {
    const other = open();
    const heard: string[] = [];
    other.subscribe(await other.head()).subscribe(({ id }) => void heard.push(id));
    await until(() => node.calls.subscribe > 0);
    const reports = await recorded(open());
    node.faults.plan('delete', ...gone);
    const store = open();
    await store.append(stream, [erasureOf(stream, reports[0] as NewEvent, 'e1')], 'any').catch(() => undefined);
    await until(() => heard.length === 4);
    await until(async () => ERASED.test(String((await summariesOn(open()))[0])));
    expect(await summariesOn(other)).toEqual([expect.stringMatching(ERASED), 'What r1 says.', 'What r2 says.']);
    await until(() => node.faults.isOver('delete'));
  });

  test('because the server allows no deletion says which right is missing', async () => {
    const store = open();
    const [first] = (await recorded(store)) as [NewEvent];
    node.faults.plan('delete', { fault: 'refused', exception: 'access-denied' });
    const erasing = store.append(stream, [erasureOf(stream, first, 'e1')], 'any');
    await expect(erasing).rejects.toThrow(/delete keys-.*-0: .*"\$d" of the "\$acl"/);
    expect(await open().erasableTexts(stream, first.id)).toEqual([]);
  });
});

const binary = (data: Buffer) => ({ contentType: 'application/octet-stream' as const, data });

test.each<Fault['fault']>(['lost-answer', 'unavailable', 'silent-answer', 'silence'])(
  'Keys are stored before their events, and once, where the server does wrong: %s',
  async (fault) => {
    const store = open(SHORT);
    node.faults.plan('append', { fault } as Fault);
    const before = node.log.all.length;
    await recorded(store);
    const stored = node.log.all.slice(before);
    const types = stored.map(({ type }) => type).filter((type) => type !== 'RecorderKey');
    expect(types).toEqual([...Array(3).fill('Keys'), ...Array(3).fill('DenialReported')]);
    expect(await summariesOn(open())).toEqual(['What r0 says.', 'What r1 says.', 'What r2 says.']);
  },
);

test('What earlier versions stored in the clear, or with its keys, is read and verifies, and cannot be erased', async () => {
  const file = SqliteEventStore.open(':memory:');
  await file.append(stream, [sealedReport(stream, 'r0', 'Ann')], 'none');
  const [moved] = await file.evidence.all(null, 1);
  await file.close();
  const inTheClear = sealedReport(stream, 'r1', 'Bob');
  const sealed = seal(stream, moved ?? START, inTheClear, moved?.recordedAt ?? '');
  const base64 = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('base64url');
  const { keys, recorderKey } = moved ?? {};
  const given = [
    { ...moved, data: JSON.parse(moved?.text ?? '') as object, keys: base64(keys), recorderKey: base64(recorderKey) },
    { ...sealed, data: JSON.parse(canonicalJson(sealed.data)) as object },
  ];
  const events = given.map(({ id, type, data, correlationId, causationId, ...rest }: Record<string, unknown>) => {
    const { recordedAt, recorder, schemaVersion, hash, keys: withKeys, recorderKey: withKey } = rest;
    const more = withKeys === undefined ? {} : { keys: withKeys, recorderKey: withKey };
    const metadata = { recordedAt, recorder, schemaVersion, hash, ...more };
    const ties = { $correlationId: correlationId, $causationId: causationId };
    return jsonEvent({ id, type, data, metadata: { ...metadata, ...ties } } as Parameters<typeof jsonEvent>[0]);
  });
  await client().appendToStream(stream, events);
  const store = open();
  expect(await store.readStream(stream)).toMatchObject([
    { data: { summary: 'What r0 says.' }, recorder: 'Ann' },
    { data: { summary: 'What r1 says.' }, recorder: 'Bob' },
  ]);
  for (const { id } of await store.readStream(stream)) expect(await store.erasableTexts(stream, id)).toEqual([]);
  expect(await store.append(stream, [inTheClear], 'any')).toMatchObject({ outcome: 'duplicate' });
  expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
});

test('A stream holds 500 entries of keys at most', async () => {
  const store = open();
  const before = new Set(streamsOfKeys());
  const reports = Array.from({ length: 510 }, (_, i) => sealedReport(stream, `r${i}`));
  await store.append(stream, reports, 'any');
  const sizes = streamsOfKeys()
    .filter((name) => !before.has(name))
    .map((name) => node.log.stream(name)?.length);
  expect(sizes).toEqual([500, 10]);
  expect(await summariesOn(open())).toEqual(reports.map(({ data }) => data['summary']));
});
