/** What a status costs: under a lens, and as the log grows. */
import { join } from 'node:path';
import { ReportIndexCache } from '../../dist/projections/report-index/report-index-cache.js';
import { LensProjections } from '../../dist/projections/status/lens-projections.js';
import { MemoryImage } from '../../dist/src/projector/memory-image.js';
import { SqliteEventStore } from '../../dist/src/store/sqlite/sqlite-event-store.js';
import { longStory, random } from '../long-story.mjs';
import { byTurns, median, timed } from '../measure.mjs';
import { eventsOf, logOf } from './given.mjs';

export async function lens({ quick, runs }) {
  const [long, short] = [quick ? 10_000 : 100_000, 1_000].map((reports) => ({
    ...longStory(reports, 'days'),
    chance: random(reports),
  }));
  const indexes = new ReportIndexCache();
  const once =
    ({ log, begin, end, chance }) =>
    () => {
      const reportedBy = new Date(begin + (0.1 + 0.9 * chance()) * (end - begin)).toISOString();
      return timed(() => LensProjections.of(log, { reportedBy }, end, indexes).status());
    };
  for (const story of [long, short]) for (let i = 0; i < 6; i += 1) await once(story)();
  return byTurns(Math.max(15, runs), once(long), once(short));
}

/** What must stay flat: the cost of one append, and of a short negotiation's status after it, as the log grows. */
export async function curve(sizes) {
  const points = [];
  for (const reports of sizes) {
    const store = SqliteEventStore.open(join(await logOf(reports), 'parley.sqlite'));
    const image = new MemoryImage();
    const indexes = new ReportIndexCache();
    for (let page = await store.readAll(0n, 2_000); page.length > 0; page = await store.readAll(image.position, 2_000))
      for (const event of page) image.apply(event);
    const [append, status] = [[], []];
    const events = eventsOf(300);
    for (let i = 0; i < 200; i += 1) {
      append.push(await timed(() => store.append('negotiation-curve', [events[i]], 'any')));
      for (const event of await store.readAll(image.position, 10)) image.apply(event);
      const { log } = image.negotiation('curve');
      if (i >= 100) status.push(await timed(() => LensProjections.of(log, {}, Date.now(), indexes)?.status()));
    }
    await store.close();
    points.push({ reports, append: median(append), status: median(status) });
  }
  return points;
}
