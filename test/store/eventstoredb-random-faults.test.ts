/**
 * Two Parleys' worth of writers and readers on one server that does wrong at random. Whatever was acknowledged is stored,
 * nothing is stored twice, readers miss nothing, every chain holds, and health is green again in the end.
 */
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { verifyStream } from '../../events/chain/verify.js';
import type { RecordedEvent } from '../../events/envelope.js';
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
import { event, newNames, positionsOf } from './given.js';
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

/** Appends one event after another; what fails is made again now and then, as those who record do. */
async function write({ store }: Replica, streams: readonly string[], name: string): Promise<Told> {
  const told = { acknowledged: [] as string[], asked: [] as string[] };
  for (let i = 0; i < APPENDS; i += 1) {
    const stream = streams[i % streams.length] ?? '';
    const own = event(stream, `${name}.${i}`);
    told.asked.push(own.id);
    for (let tries = 0; tries < 1 + (i % 3); tries += 1) {
      const outcome = await store.append(stream, [own], 'any').catch(() => undefined);
      if (outcome?.outcome !== 'appended' && outcome?.outcome !== 'duplicate') continue;
      told.acknowledged.push(own.id);
      break;
    }
  }
  return told;
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
  await until(() => node.log.all.length > 5);
  node.dropSubscriptions(seed % 2 ? 'failed' : 'ended');
  await until(() => node.log.all.length > 10);
  node.stop();
  await node.start();
  node.muteSubscriptions();
  const told = await writing;
  node.faults.atRandom = () => undefined;

  // Looked at in the end by one that takes no busy machine for a silent server.
  const store = EventStoreDbEventStore.at(addressOf(node.address), { timeout: 60_000, streams: names.pattern });
  const stored = await store.readAll();
  expectKept(stored, told);
  for (const stream of streams) expect(verifyStream(await store.readStream(stream))).toMatchObject({ ok: true });
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
  expect(CALLS).toEqual(['append', 'batch', 'read', 'subscribe']);
  expect(new Set(whatHappens(1).map((fault) => fault?.fault)).size).toBe(7);
});

test(
  `A server that does wrong at random loses and doubles nothing, in ${ROUNDS} rounds from seed ${SEED}`,
  async () => {
    for (let i = 0; i < ROUNDS; i += 1) await expectKeptThrough(SEED + i);
  },
  ROUNDS * 60_000,
);
