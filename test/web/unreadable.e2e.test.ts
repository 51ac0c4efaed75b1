/** What pages say where the log holds events that this version cannot read: that there are some, and why. */
import { join } from 'node:path';
import type { JsonObject, NewEvent } from '../../events/envelope.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { eventOf } from '../store/given.js';
import { until } from '../store/until.js';
import { ServedPages } from './served-pages.js';

const TALKS = 'qatar-mediation';
const STREAM = `negotiation-${TALKS}`;
const OF = `/negotiations/${TALKS}`;

const event = (type: string, ownId: string, data: JsonObject, schemaVersion?: number): NewEvent =>
  eventOf(STREAM, type, ownId, data, schemaVersion);

let pages: ServedPages;

beforeAll(async () => {
  pages = await ServedPages.start([TALKS]);
  const store = SqliteEventStore.open(join(pages.folder, 'parley.sqlite'));
  const later = { reportId: 'r-later', negotiation: TALKS };
  const unreadable = [
    event('SomethingElse', 'x', {}),
    event('DenialReported', 'r-later', later, 99),
    event('DenialReported', 'r-odd', { reportId: 'r-odd' }),
    event('DenialReported', 'r-odder', { reportId: 'r-odder' }),
  ];
  await store.append(STREAM, unreadable, 'any');
  await store.close();
  await until(async () => (await (await fetch(`${pages.base}/readyz`)).text()).includes('newer-version'));
}, 240_000);
afterAll(() => pages.stop());

const PAGES = ['', '/replay', '/fragility', '/audit', '/reports/qm-01'];

test.each(PAGES)('The page %s tells how many events it does without, and why', async (path) => {
  const html = await (await fetch(`${pages.base}${OF}${path}`)).text();
  const told = /<p[^>]*data-passed-over.*?<\/p>/s.exec(html)?.[0] ?? '';
  const text = told
    .replaceAll(/<!--.*?-->|<[^>]+>/gs, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  expect(text).toBe(
    '⚠ 1 event of a sort that this version does not know, 1 event written by a newer version, ' +
      '2 events not as events of their sort must be: the log could not read them, and what this page says does without.',
  );
});

test('Talks of which all can be read say nothing of the kind', async () => {
  const before = await (await fetch(`${pages.base}${OF}?revision=3`)).text();
  expect(before).not.toContain('data-passed-over');
});
