/** A reader of the wire where the store does not answer: let go, so that it comes again, and nothing else stops. */
import { Logger } from '@nestjs/common';
import { Book } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { Shelf } from '../../src/projector/stream-loader.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { Consequences } from '../../src/commands/status-changes-cache.js';
import { Changed } from '../../src/live/change-wording.js';
import { Listening } from '../../src/live/sse-subscriber.js';
import { Wire } from '../../src/live/broadcaster.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { draftsOf } from '../faults/story-drafts.js';
import { storyText } from '../app/started-app.js';

Logger.overrideLogger(false);

test('A reader who has missed something is let go where that cannot be read', async () => {
  const store = SqliteEventStore.open(':memory:');
  await store.append('negotiation-qatar-mediation', draftsOf(storyText('qatar-mediation')), 'none');
  const book = new Book();
  const shelf = new Shelf(store, book);
  const projector = new Projector(store, book, new Snapshots(store, book, shelf));
  const wire = new Wire(projector, book, new Changed(book, new Consequences()), shelf);
  projector.onApplicationBootstrap();
  await book.reached(await store.head());
  await store.close();
  const ending = new AbortController();
  const written: string[] = [];
  const reader = {
    write: (frame: string) => written.push(frame) > 0,
    end: () => ending.abort(),
    signal: ending.signal,
  };
  await new Listening(wire, store).to(reader, {}, 1n);
  expect([ending.signal.aborted, written, wire.listening]).toEqual([true, [], 0]);
  projector.onApplicationShutdown();
});
