/** A projector that dies again and again while others write: in the end the book is what a fold from zero gives. */
import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { negotiationId } from '../../events/ids.js';
import { lensSchema } from '../../projections/record/lens.js';
import { LensProjections } from '../../projections/status/lens-projections.js';
import { MemoryImage } from '../../src/projector/memory-image.js';
import { Projector } from '../../src/projector/projector.js';
import { StreamLoader } from '../../src/projector/stream-loader.js';
import { Snapshots } from '../../src/projector/snapshots.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { storyText } from '../app/started-app.js';
import { draftsOf } from './story-drafts.js';

Logger.overrideLogger(false);
const KILLS = process.env['SOAK'] ? 500 : 40;
const TALKS = negotiationId.parse('qatar-mediation');

function statusIn(image: MemoryImage): unknown {
  const { log } = image.negotiation(TALKS);
  return LensProjections.of(log, lensSchema.parse({ reportedBy: '2024' }), Date.UTC(2025, 0))?.status();
}

test(`A projector that is killed ${KILLS} times while others write ends where a fold from zero does`, async () => {
  const store = SqliteEventStore.open(':memory:');
  const events = draftsOf(storyText('qatar-mediation'));
  const image = new MemoryImage();
  let died = 0;
  const write = async () => {
    for (const event of events) {
      await store.append('negotiation-qatar-mediation', [event], 'any');
      // What follows is spread over the kills: the same story of other desks, which the book reads as well.
      for (let i = 0; i < 5; i += 1)
        await store.append(`negotiation-other-${i}`, [{ ...event, correlationId: `${i}` }], 'any');
    }
  };
  const kill = async () => {
    for (; died < KILLS; died += 1) {
      const projector = new Projector(store, image, new Snapshots(store, image, new StreamLoader(store, image)));
      projector.onApplicationBootstrap();
      for (let i = 0; i < died % 7; i += 1) await turn();
      projector.onApplicationShutdown();
    }
  };
  await Promise.all([write(), kill()]);
  const last = new Projector(store, image, new Snapshots(store, image, new StreamLoader(store, image)));
  last.onApplicationBootstrap();
  await image.waitForPosition(await store.head());
  last.onApplicationShutdown();
  const fresh = new MemoryImage();
  for (const event of await store.readAll()) fresh.apply(event);
  expect(died).toBe(KILLS);
  expect([image.position, image.applied, image.ids()]).toEqual([fresh.position, fresh.applied, fresh.ids()]);
  expect(statusIn(image)).toEqual(statusIn(fresh));
  expect(statusIn(image)).toBeDefined();
  await store.close();
});
