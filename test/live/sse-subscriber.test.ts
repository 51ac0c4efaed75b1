/** A reader of the wire where the store does not answer: let go, so that it comes again, and nothing else stops. */
import { Logger } from '@nestjs/common';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { ReportIndexCache } from '../../projections/report-index/report-index-cache.js';
import { StatusChangesCache } from '../../src/commands/status-changes-cache.js';
import { ChangeWording } from '../../src/live/change-wording.js';
import { SseSubscriber } from '../../src/live/sse-subscriber.js';
import { Broadcaster } from '../../src/live/broadcaster.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { draftsOf } from '../faults/story-drafts.js';
import { storyText } from '../app/started-app.js';

Logger.overrideLogger(false);

test('A reader who has missed something is let go where that cannot be read', async () => {
  const store = SqliteEventStore.open(':memory:');
  await store.append('negotiation-qatar-mediation', draftsOf(storyText('qatar-mediation')), 'none');
  const image = new MemoryImage();
  const loader = new StreamLoader(store, image);
  const projector = new Projector(store, image, new Snapshots(store, image, loader));
  const broadcaster = new Broadcaster(
    projector,
    image,
    new ChangeWording(new StatusChangesCache(new ReportIndexCache())),
    loader,
  );
  projector.onApplicationBootstrap();
  await image.waitForPosition(await store.head());
  await store.close();
  const ending = new AbortController();
  const written: string[] = [];
  const reader = {
    write: (frame: string) => written.push(frame) > 0,
    end: () => ending.abort(),
    signal: ending.signal,
  };
  await new SseSubscriber(broadcaster, store).to(reader, {}, 1n);
  expect([ending.signal.aborted, written, broadcaster.listening]).toEqual([true, [], 0]);
  projector.onApplicationShutdown();
});
