/** The projector on a real store: every stored event is applied, whatever it is, and in order. */
import { Logger } from '@nestjs/common';
import { NEVER, throwError, type Observable } from 'rxjs';
import type { JsonObject, NewEvent, RecordedEvent } from '../../events/envelope.js';
import { negotiationId } from '../../events/ids.js';
import { AccessService } from '../../src/access/access.service.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { Clock } from '../../src/platform/clock.js';
import { Config } from '../../src/platform/config.js';
import { Readiness } from '../../src/health/readiness.js';
import type { EventStore } from '../../src/store/event-store.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { StoreFailure } from '../../src/store/store-failure.js';
import { DelegatingStore } from '../store/delegating-store.js';
import { eventOf } from '../store/given.js';
import { until } from '../store/until.js';

Logger.overrideLogger(false);

const TALKS = negotiationId.parse('talks-x');
const STREAM = 'negotiation-talks-x';

const event = (type: string, ownId: string, data: JsonObject, schemaVersion?: number): NewEvent =>
  eventOf(STREAM, type, ownId, data, schemaVersion);
const opened = event('NegotiationOpened', 'talks-x', { negotiation: 'talks-x', title: 'Talks X' });
const denial = (reportId: string): NewEvent =>
  event('DenialReported', reportId, {
    negotiation: 'talks-x',
    reportId,
    claim: 'talks',
    speaker: { capacity: 'reporter' },
    summary: 'No talks.',
    attribution: 'unattributed',
    source: { publisher: 'P' },
    reportedAt: '2024-01-01',
  });

/** A store that cannot be read for its first reads: what a lost disk or connection looks like. */
class FailingAtFirst extends DelegatingStore {
  constructor(
    store: EventStore,
    private failures: number,
  ) {
    super(store);
  }
  override subscribe(after?: bigint): Observable<RecordedEvent> {
    if (this.failures === 0) return super.subscribe(after);
    this.failures -= 1;
    return throwError(() => new StoreFailure('io', 'the disk failed'));
  }
}

class SetClock extends Clock {
  at = 0;
  now(): number {
    return this.at;
  }
}

/** A store whose news do not arrive. */
class Unheard extends DelegatingStore {
  override subscribe(): Observable<RecordedEvent> {
    return NEVER;
  }
}

describe('The projector', () => {
  const clock = new SetClock();
  let store: SqliteEventStore;
  let projector: Projector | undefined;
  const follow = async (followed: EventStore = store) => {
    const image = new MemoryImage();
    projector = new Projector(followed, image, new Snapshots(followed, image, new StreamLoader(followed, image)));
    const access = new AccessService(store, projector, clock, new Config(0, '127.0.0.1', '', 'error'));
    await access.start();
    projector.onApplicationBootstrap();
    return { image, readiness: new Readiness(followed, image, projector, clock, access) };
  };
  beforeEach(() => {
    store = SqliteEventStore.open(':memory:');
  });
  afterEach(async () => {
    projector?.onApplicationShutdown();
    await store.close();
  });

  test('reads what was stored before it began, and then what is stored', async () => {
    await store.append(STREAM, [opened, denial('r1')], 'none');
    const { image } = await follow();
    await image.waitForPosition(2n);
    expect(image.ids()).toEqual(['talks-x']);
    await store.append(STREAM, [denial('r2')], 1);
    await image.waitForPosition(3n);
    expect(image.negotiation(TALKS).log.negotiation.map(({ id }) => id)).toEqual(['talks-x', 'r1', 'r2']);
    expect(image.negotiation(TALKS).revision).toBe(2);
  });

  test('counts what it cannot read by reason, and goes on', async () => {
    const unknown = event('SomethingElse', 'x', {});
    const newer = { ...denial('r1'), schemaVersion: 99 };
    const invalid = event('DenialReported', 'r2', { reportId: 'r2' });
    await store.append(STREAM, [opened, unknown, newer, invalid, denial('r3')], 'none');
    const { image, readiness } = await follow();
    await image.waitForPosition(5n);
    expect(image.negotiation(TALKS).log.negotiation.map(({ id }) => id)).toEqual(['talks-x', 'r3']);
    const passedOver = [
      { reason: 'unknown-type', events: 1 },
      { reason: 'newer-version', events: 1 },
      { reason: 'invalid', events: 1 },
    ];
    expect(image.unreadableOf(TALKS)).toEqual(passedOver);
    expect(await readiness.answer()).toMatchObject({ status: 'ready', passedOver });
  });

  test('opens no negotiation whose opening cannot be read', async () => {
    await store.append(STREAM, [event('SomethingElse', 'x', {})], 'none');
    await store.append('another matter', [denial('r1')], 'none');
    const { image } = await follow();
    await image.waitForPosition(2n);
    expect(image.negotiation(TALKS).isOpen).toBe(false);
    expect(image.ids()).toEqual([]);
  });

  test('is not ready before it has read what was stored, and is ready then', async () => {
    await store.append(STREAM, [opened], 'none');
    const { image, readiness } = await follow();
    expect(await readiness.answer()).toMatchObject({ status: 'catching-up', projections: [{ lag: 1 }] });
    await image.waitForPosition(1n);
    expect(await readiness.answer()).toMatchObject({
      status: 'ready',
      projections: [{ name: 'book', position: '1', head: '1', lag: 0 }],
    });
  });

  test('is not ready any more once something stored has stayed unread for seconds', async () => {
    const { readiness } = await follow(new Unheard(store));
    await new Promise((resolve) => setTimeout(resolve, 10));
    await store.append(STREAM, [opened], 'none');
    expect(await readiness.answer()).toMatchObject({ status: 'ready', projections: [{ lag: 1 }] });
    clock.at += 4_000;
    expect(await readiness.answer()).toMatchObject({ status: 'ready' });
    clock.at += 2_000;
    expect(await readiness.answer()).toMatchObject({ status: 'standing-still' });
  });

  test('says that it fails while the log cannot be read, and goes on by itself when it can', async () => {
    await store.append(STREAM, [opened], 'none');
    const { image, readiness } = await follow(new FailingAtFirst(store, 2));
    await until(async () => (await readiness.answer()).status !== 'catching-up');
    expect(await readiness.answer()).toMatchObject({ status: 'failing' });
    await image.waitForPosition(1n);
    expect(await readiness.answer()).toMatchObject({ status: 'ready' });
  });
});
