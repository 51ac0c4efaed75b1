/** Appending a batch stream by stream, where the store takes no more than so much at once. */
import { appendByStream } from '../../src/commands/append-by-stream.js';
import type { PendingLine } from '../../src/commands/append-batch.js';
import { SqliteEventStore } from '../../src/store/sqlite/sqlite-event-store.js';
import { StoreFailure } from '../../src/store/store-failure.js';
import { inLines, story } from '../app/talks.js';
import { draftsOf } from '../faults/story-drafts.js';
import { DelegatingStore } from '../store/delegating-store.js';

const SIGNATURE = { recorder: 'test', correlationId: 'one import' };

/** Takes two events at once, and notes what each append that it took expected. */
class SmallStore extends DelegatingStore {
  readonly expected: unknown[] = [];

  override async append(...args: Parameters<DelegatingStore['append']>) {
    const [, events, expected] = args;
    if (events.length > 2) throw new StoreFailure('too-large', 'at most two');
    this.expected.push(expected);
    return super.append(...args);
  }
}

test('What holds only at the revision that was seen is asked of the first part that is stored, not of the first tried', async () => {
  const store = new SmallStore(SqliteEventStore.open(':memory:'));
  const [opening, ...reports] = draftsOf(inLines(story(5)));
  if (!opening) throw new Error('no story');
  await store.append('negotiation-talks', [opening], 'none');
  store.expected.length = 0;
  const batch = reports.map(({ type, data }, line) => ({
    line,
    draft: { stream: 'negotiation-talks', negotiation: 'talks', id: data['reportId'], type, data },
    seen: 0,
    onlyAtSeen: line === 3,
  })) as unknown as PendingLine[];
  const outcome = await appendByStream(store, batch, SIGNATURE);
  expect([outcome.recorded, outcome.rest]).toEqual([reports.length, []]);
  expect(store.expected).toEqual([0, ...store.expected.slice(1).map(() => 'any')]);
  expect(store.expected.length).toBeGreaterThan(1);
  await store.close();
});
