/**
 * Two Parleys' worth of writers and readers on one server that does wrong at random. Whatever was acknowledged is stored,
 * nothing is stored twice, readers miss nothing, every chain holds, and health is green again in the end.
 */
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { RecordedEvent } from '../../events/envelope.js';
import { eventId } from '../../events/identity.js';
import { verifyLog } from '../../src/audit/verification.js';
import { AccessService } from '../../src/access/access.service.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { Clock } from '../../src/platform/clock.js';
import { Config } from '../../src/platform/config.js';
import { Readiness } from '../../src/health/readiness.js';
import type { EventStore } from '../../src/store/event-store.js';
import { EventStoreDbEventStore } from '../../src/store/eventstoredb/eventstoredb-event-store.js';
import { CALLS, type Fault } from '../eventstoredb-node/faults.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { SEED } from '../seed.js';
import { event, eventOf, newNames, positionsOf } from './given.js';
import { addressOf } from './on-server.js';
import { until } from './until.js';

const ROUNDS = process.env['SOAK'] ? 50 : 5;

const WRITERS = 4;
const APPENDS = 8;

beforeAll(() => Logger.overrideLogger(false));

const well = fc.constant<Fault | undefined>(undefined);
const wrong = fc.constantFrom<Fault>(
  { fault: 'unavailable' },
  { fault: 'lost-answer' },
  { fault: 'silence' },
  { fault: 'silent-answer' },
  { fault: 'ended' },
  { fault: 'slow', by: 20 },
);
const doings = fc.array(fc.oneof({ weight: 6, arbitrary: well }, { weight: 1, arbitrary: wrong }), {
  minLength: 2_000,
  maxLength: 2_000,
});
const whatHappens = (seed: number): (Fault | undefined)[] => fc.sample(doings, { seed, numRuns: 1 })[0] ?? [];

class SystemTime extends Clock {
  now(): number {
    return Date.now();
  }
}

/** A replica: what writes, and what follows. */
class Replica {
  readonly store: EventStore;
  readonly image = new MemoryImage();
  readonly projector: Projector;
  readonly access: AccessService;
  readonly readiness: Readiness;
  readonly seen: bigint[] = [];

  constructor(node: EventStoreDbNode, streams: string) {
    this.store = EventStoreDbEventStore.at(addressOf(node.address), { timeout: 120, watchInterval: 150, streams });
    const apply = this.image.apply.bind(this.image);
    this.image.apply = (applied) => {
      this.seen.push(applied.position);
      return apply(applied);
    };
    this.projector = new Projector(
      this.store,
      this.image,
      new Snapshots(this.store, this.image, new StreamLoader(this.store, this.image)),
    );
    const time = new SystemTime();
    this.access = new AccessService(this.store, this.projector, time, new Config(0, '127.0.0.1', '', 'error'));
    this.readiness = new Readiness(this.store, this.image, this.projector, time, this.access);
    this.projector.onApplicationBootstrap();
    void this.access.start();
  }

  async isReady(): Promise<boolean> {
    return (await this.readiness.answer()).status === 'ready';
  }

  async close(): Promise<void> {
    this.access.onApplicationShutdown();
    this.projector.onApplicationShutdown();
    await this.store.close();
  }
}

interface Told {
  readonly acknowledged: readonly string[];
  readonly asked: readonly string[];
}

const textOf = (name: string): string => `What ${name} says, and to whom.`;

/** Appends one event after another; what fails is made again now and then, as those who record do. */
async function write({ store }: Replica, streams: readonly string[], name: string): Promise<Told> {
  const told = { acknowledged: [] as string[], asked: [] as string[] };
  for (let i = 0; i < APPENDS; i += 1) {
    const stream = streams[i % streams.length] ?? '';
    const reportId = `${name}.${i}`;
    const own = eventOf(stream, 'DenialReported', reportId, { reportId, summary: textOf(reportId) }, 5);
    told.asked.push(own.id);
    // The very first is to be erased, so it must be there.
    const mostTries = name === '0' && i === 0 ? Infinity : 1 + (i % 3);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const outcome = await store.append(stream, [own], 'any').catch(() => undefined);
      if (outcome?.outcome !== 'appended' && outcome?.outcome !== 'duplicate') continue;
      told.acknowledged.push(own.id);
      break;
    }
  }
  return told;
}

/** Erases the text of an event that was acknowledged, and asks for it until it is told that it is done. */
async function erase({ store }: Replica, [stream = '']: readonly string[], of: string): Promise<Told> {
  const erases = [{ eventId: eventId(stream, 'DenialReported', of), reason: 'court-order' }] as const;
  const own = { ...event(stream, `erasure of ${of}`), erases };
  await until(async () => {
    const read = await store.readStream(stream).catch(() => []);
    return read.some(({ id }) => id === erases[0].eventId);
  });
  await until(async () => {
    const outcome = await store.append(stream, [own], 'any').catch(() => undefined);
    return outcome !== undefined;
  });
  return { acknowledged: [own.id], asked: [own.id] };
}

/** Whoever acknowledged an event acknowledged its text as well; and what was erased is nowhere. */
async function expectTexts(
  store: EventStore,
  node: EventStoreDbNode,
  stored: readonly RecordedEvent[],
  erased: string,
) {
  for (const { type, data } of stored) {
    if (type !== 'DenialReported') continue;
    const { reportId, summary } = data as { reportId: string; summary: string };
    if (reportId === erased) expect(summary).toMatch(/^\[erased on/);
    else expect(summary).toBe(textOf(reportId));
    expect(node.log.holding(textOf(reportId))).toEqual([]);
  }
  expect((await verifyLog(store.evidence, await store.head())).firstBad).toBeNull();
  node.log.scavenge();
  expect(await store.unscavenged()).toEqual([]);
}

function expectKept(stored: readonly RecordedEvent[], told: readonly Told[]): void {
  const ids = stored.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(told.flatMap(({ acknowledged }) => acknowledged)));
  const asked = new Set(told.flatMap((writer) => writer.asked));
  expect(ids.filter((id) => !asked.has(id))).toEqual([]);
}

async function expectKeptThrough(seed: number): Promise<void> {
  const node = await new EventStoreDbNode().start();
  const names = newNames();
  const streams = ['a', 'b', 'c'].map((s) => names.of(s));
  const replicas = [new Replica(node, names.pattern), new Replica(node, names.pattern)];
  const happens = whatHappens(seed);
  node.faults.atRandom = (call) => (call === 'batch' ? undefined : happens.pop());
  const writing = Promise.all(
    Array.from({ length: WRITERS }, (_, i) => write(replicas[i % 2] as Replica, streams, String(i))),
  );
  const erased = '0.0';
  const erasing = erase(replicas[1] as Replica, streams, erased);
  await until(() => node.log.all.length > 5);
  node.dropSubscriptions(seed % 2 ? 'failed' : 'ended');
  await until(() => node.log.all.length > 10);
  node.stop();
  await node.start();
  node.muteSubscriptions();
  const told = [...(await writing), await erasing];
  node.faults.atRandom = () => undefined;

  // Looked at in the end by one that takes no busy machine for a silent server.
  const store = EventStoreDbEventStore.at(addressOf(node.address), { timeout: 60_000, streams: names.pattern });
  const stored = await store.readAll();
  expectKept(stored, told);
  await expectTexts(store, node, stored, erased);
  for (const replica of replicas) {
    await until(() => replica.isReady());
    await until(() => replica.image.position === stored.at(-1)?.position);
    expect(replica.seen).toEqual(positionsOf(stored));
    await replica.close();
  }
  await store.close();
  node.stop();
}

test('Faults of every kind are planned for calls that are made', () => {
  expect(CALLS).toEqual(['append', 'batch', 'read', 'subscribe', 'delete']);
  expect(new Set(whatHappens(1).map((fault) => fault?.fault)).size).toBe(7);
});

test(
  `A server that does wrong at random loses and doubles nothing, in ${ROUNDS} rounds from seed ${SEED}`,
  async () => {
    for (let i = 0; i < ROUNDS; i += 1) await expectKeptThrough(SEED + i);
  },
  ROUNDS * 60_000,
);
