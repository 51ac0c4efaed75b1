/** Readers of the live stream on a real store: what is recorded while they begin is neither lost nor sent twice. */
import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import type { NewEvent } from '../../events/envelope.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { StatusChangesCache } from '../../src/commands/status-changes-cache.js';
import { Broadcaster } from '../../src/live/broadcaster.js';
import { RecentChangesCache } from '../../src/live/recent-changes-cache.js';
import { HEARTBEAT } from '../../src/live/sse-frames.js';
import { MissedEvents } from '../../src/live/missed-events.js';
import { SseSubscriber, type Cursor } from '../../src/live/sse-subscriber.js';
import { EventStoreDbEventStore } from '../../src/store/eventstoredb/eventstoredb-event-store.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { inLines, story } from '../app/talks.js';
import { draftsOf } from '../faults/story-drafts.js';
import { EventStoreDbNode } from '../eventstoredb-node/node.js';
import { Barrier, DelegatingStore } from '../store/delegating-store.js';
import { addressOf } from '../store/on-server.js';

Logger.overrideLogger(false);

const STREAM = 'negotiation-talks';
/** More than two pages of what a reader has missed. */
const EVENTS = draftsOf(inLines(story(1_300)));

/** A store in which something happens after each page of the log, and streams can be held up. */
class InterruptedStore extends DelegatingStore {
  afterPage: (() => Promise<unknown>) | undefined;
  streamReads: Barrier | undefined;

  override async readAll(...args: Parameters<DelegatingStore['readAll']>) {
    const page = await super.readAll(...args);
    await this.afterPage?.();
    return page;
  }
  override async readStream(...args: Parameters<DelegatingStore['readStream']>) {
    await this.streamReads?.pass();
    return super.readStream(...args);
  }
}

/** A reader that keeps what it gets: the positions of events, and the other frames by their names. */
class Reader {
  readonly #ending = new AbortController();
  readonly signal = this.#ending.signal;
  readonly frames: (number | string)[] = [];
  /** Called with each position. */
  heard: (position: number) => void = () => undefined;

  write(frames: string): boolean {
    for (const frame of frames.split('\n\n').slice(0, -1)) this.#take(`${frame}\n\n`);
    return true;
  }
  #take(frame: string): boolean {
    if (frame === HEARTBEAT) return true;
    const name = /event: (\w+)/.exec(frame)?.[1];
    const { position } = JSON.parse(/data: (.*)/.exec(frame)?.[1] ?? '{}') as { position: string };
    this.frames.push(name === 'recorded' ? Number(position) : `${name} ${position}`);
    if (name === 'recorded') this.heard(Number(position));
    return true;
  }
  end(): void {
    this.#ending.abort();
  }
  async until(position: number): Promise<void> {
    for (let tries = 0; tries < 2_000 && this.frames.at(-1) !== position; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    if (this.frames.at(-1) !== position) throw new Error(`${this.frames.at(-1)} came last, and not ${position}`);
  }
}

const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('A reader of the live stream', () => {
  let file: SqliteEventStore;
  let store: InterruptedStore;
  let next: number;
  let stop: () => Promise<void>;
  const readers: Reader[] = [];
  const ending: (() => Promise<void>)[] = [];

  /** Stores so many of the events, and returns the position of the last. */
  const append = async (count: number): Promise<number> => {
    const events: readonly NewEvent[] = EVENTS.slice(next, next + count);
    next += count;
    await file.append(STREAM, events, 'any');
    return next;
  };

  /** Where the log is read, and readers are served. */
  async function started(image = new MemoryImage()) {
    const loader = new StreamLoader(store, image);
    const projector = new Projector(store, image, new Snapshots(store, image, loader));
    const broadcaster = new Broadcaster(
      projector,
      image,
      new RecentChangesCache(new StatusChangesCache(new ReportIndexCache())),
      loader,
    );
    const missed = new MissedEvents(store, broadcaster, projector);
    const subscriber = new SseSubscriber(broadcaster, missed);
    missed.onApplicationBootstrap();
    projector.onApplicationBootstrap();
    broadcaster.onApplicationBootstrap();
    await image.waitForPosition(await store.head());
    stop = async () => {
      for (const reader of readers.splice(0)) reader.end();
      projector.onApplicationShutdown();
      broadcaster.onApplicationShutdown();
      missed.onApplicationShutdown();
      await file.close();
    };
    const follow = (cursor: Cursor): Reader => {
      const reader = new Reader();
      readers.push(reader);
      void subscriber.follow(reader, {}, cursor);
      return reader;
    };
    return { image, broadcaster, follow, projector };
  }

  beforeEach(() => {
    file = SqliteEventStore.open(':memory:');
    store = new InterruptedStore(file);
    next = 0;
  });
  afterEach(async () => {
    await stop();
    for (const end of ending.splice(0)) await end();
  });

  test('gets what is recorded after every page of what it has missed, once and in order', async () => {
    const missed = await append(1_200);
    const { image, follow } = await started();
    let pages = 0;
    store.afterPage = async () => {
      pages += 1;
      await image.waitForPosition(BigInt(await append(1)));
    };
    const reader = follow(1n);
    await reader.until(missed + 3);
    store.afterPage = undefined;
    await reader.until(await append(1));
    expect(pages).toBe(3);
    expect(reader.frames).toEqual(['hello 1', ...from(2, missed + 4)]);
  });

  test('reads the log as often as if it were alone, with hundreds of others who come back', async () => {
    const missed = await append(1_200);
    const { follow } = await started();
    let [pages, streams] = [0, 0];
    store.afterPage = () => Promise.resolve((pages += 1));
    const positions = store.hasPosition.bind(store);
    store.hasPosition = (position) => {
      streams += 1;
      return positions(position);
    };
    const back = Array.from({ length: 400 }, (_, i) => follow(BigInt(1 + (i % 40))));
    for (const reader of back) await reader.until(missed);
    expect(back.map(({ frames }) => frames.length)).toEqual(back.map((_, i) => missed - (i % 40)));
    expect(pages).toBe(3);
    expect(streams).toBe(0);
    // Whoever comes later is served from what is there.
    await follow(20n).until(missed);
    expect(pages).toBe(3);
  });

  test('who begins while messages wait for their negotiation to be loaded gets them, as the others do', async () => {
    const warm = await append(3);
    const first = await started();
    const snapshot = first.image.snapshot();
    if (!snapshot) throw new Error('nothing has been applied');
    const image = new MemoryImage();
    image.restore(snapshot);
    const { follow, broadcaster } = await started(image);
    const early = follow('now');
    store.streamReads = new Barrier();
    await image.waitForPosition(BigInt(await append(2)));
    await store.streamReads.arrived();
    const late = follow('now');
    await image.waitForPosition(BigInt(await append(2)));
    const resumed = follow(1n);
    store.streamReads.open();
    for (const reader of [early, late, resumed]) await reader.until(warm + 4);
    expect(early.frames).toEqual([`hello ${warm}`, ...from(warm + 1, warm + 4)]);
    expect(late.frames).toEqual([`hello ${warm}`, ...from(warm + 1, warm + 4)]);
    expect(resumed.frames).toEqual(['hello 1', ...from(2, warm + 4)]);
    expect(broadcaster.hasReaders).toBe(true);
  });

  test('who begins during a burst resumes by its first frame, also where positions are far apart', async () => {
    const node = await new EventStoreDbNode().start();
    const onServer = EventStoreDbEventStore.at(addressOf(node.address));
    ending.push(async () => {
      await onServer.close();
      node.stop();
    });
    store = new InterruptedStore(onServer);
    const put = (first: number, end: number) => onServer.append(STREAM, EVENTS.slice(first, end), 'any');
    await put(0, 3);
    const { image, follow, projector } = await started();
    const early = follow('now');
    const late: Reader[] = [];
    projector.appliedEvents.subscribe(() => {
      if (late.length < 2) late.push(follow('now'));
    });
    await put(3, 6);
    await image.waitForPosition(await onServer.head());
    await early.until(Number(image.position));
    const [hello = ''] = late.at(-1)?.frames ?? [];
    const resumed = follow(BigInt(String(hello).replace('hello ', '')));
    await resumed.until(Number(image.position));
    // The last of them that began had nothing before it: the first frame names a position of the log.
    expect(early.frames.slice(1)).toHaveLength(3);
    expect(resumed.frames).toEqual([hello, ...early.frames.slice(1)]);
  });

  test('who begins while a message is sent to the others gets those after its first frame, once', async () => {
    await append(1);
    const { image, follow } = await started();
    const others: Reader[] = [];
    const early = follow('now');
    early.heard = (position) => {
      if (position === 3) others.push(follow('now'), follow(1n));
    };
    const last = await append(4);
    await early.until(last);
    expect(image.position).toBe(BigInt(last));
    await append(1);
    for (const reader of [early, ...others]) await reader.until(last + 1);
    expect(early.frames).toEqual(['hello 1', ...from(2, last + 1)]);
    expect(others.map(({ frames }) => frames)).toEqual([
      [`hello ${last}`, last + 1],
      ['hello 1', ...from(2, last + 1)],
    ]);
  });

  test('who is gone is sent nothing any more, and nobody reads for it', async () => {
    await append(2);
    const { image, broadcaster, follow } = await started();
    const reader = follow('now');
    await reader.until(await append(1));
    reader.end();
    expect(broadcaster.hasReaders).toBe(false);
    await image.waitForPosition(BigInt(await append(1)));
    expect(reader.frames).toEqual(['hello 2', 3]);
  });

  test('who has missed something is let go where that cannot be read', async () => {
    await append(3);
    const { broadcaster, follow } = await started();
    await file.close();
    const reader = follow(1n);
    await once(reader.signal, 'abort');
    expect([reader.frames, broadcaster.hasReaders]).toEqual([[], false]);
  });
});
