/** Erasures on a server beside other work: what is recorded meanwhile, and streams that an operator has deleted. */
import { setTimeout as pause } from 'node:timers/promises';
import type { NewEvent } from '../../../events/envelope.js';
import { verifyLog } from '../../../src/audit/verification.js';
import { EventStoreDbEventStore } from '../../../src/store/eventstoredb/eventstoredb-event-store.js';
import type { EventStore } from '../../../src/store/event-store.js';
import type { Fault } from '../../eventstoredb-node/faults.js';
import { EventStoreDbNode } from '../../eventstoredb-node/node.js';
import { erasureOf, sealedReport } from '../erasure-contract.js';
import { addressOf, bareClient } from '../on-server.js';

const ERASED = /^\[erased on/;

let node: EventStoreDbNode;
let stream = '';
const opened: EventStore[] = [];
const client = bareClient(() => node.address);
beforeEach(async () => {
  node = await new EventStoreDbNode().start();
  stream = 'negotiation-a';
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  node.stop();
});

function open(): EventStore {
  const store = EventStoreDbEventStore.at(addressOf(node.address), { timeout: 30_000 });
  opened.push(store);
  return store;
}

const summariesOn = async (store: EventStore): Promise<unknown[]> =>
  (await store.readStream(stream)).filter(({ type }) => type !== 'T').map(({ data }) => data['summary']);

async function recorded(store: EventStore): Promise<NewEvent[]> {
  const reports = Array.from({ length: 3 }, (_, i) => sealedReport(stream, `r${i}`, 'Ann'));
  await store.append(stream, reports, 'none');
  return reports;
}

test('What is recorded while keys are replaced finds its own', async () => {
  const store = open();
  const [first] = (await recorded(store)) as [NewEvent];
  node.faults.plan('read', ...Array.from({ length: 12 }, (): Fault => ({ fault: 'slow', by: 20 })));
  const erasing = store.append(stream, [erasureOf(stream, first, 'e1')], 'any');
  const beside: string[] = [];
  for (let isErasing = true; isErasing;) {
    const other = `${stream}.${beside.length}`;
    await store.append(other, [sealedReport(other, 'r')], 'any');
    beside.push(other);
    isErasing = await Promise.race([erasing.then(() => false), pause(1, true)]);
  }
  expect(beside.length).toBeGreaterThan(2);
  for (const other of beside) {
    const [{ data } = { data: {} }] = await open().readStream(other);
    expect(data).toMatchObject({ summary: 'What r says.' });
  }
  expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
});

test('An erasure that breaks off, and whose stream an operator deletes then, holds up no other', async () => {
  const store = open();
  const [first] = (await recorded(store)) as [NewEvent];
  node.faults.plan('delete', ...Array.from({ length: 4 }, (): Fault => ({ fault: 'unavailable' })));
  await store.append(stream, [erasureOf(stream, first, 'e1')], 'any').catch(() => undefined);
  await client().tombstoneStream(stream);
  stream = 'negotiation-after';
  const [next] = (await recorded(store)) as [NewEvent];
  for (const one of [store, open()]) {
    const erasure = erasureOf(stream, next, `e${opened.length}`);
    expect(await one.append(stream, [erasure], 'any')).toMatchObject({ outcome: 'appended' });
    expect(await summariesOn(open())).toEqual([expect.stringMatching(ERASED), 'What r1 says.', 'What r2 says.']);
  }
});
