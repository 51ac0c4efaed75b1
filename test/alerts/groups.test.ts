/** Groups: what was recorded together is told together, and when no more of it is to be expected. */
import type { RecordedEvent } from '../../events/envelope.js';
import { Groups } from '../../src/alerts/following/groups.js';

const AT = Date.UTC(2026, 0, 1);

const event = (position: number, correlationId: string, stream = 'negotiation-talks', at = AT): RecordedEvent => ({
  stream,
  revision: position,
  position: BigInt(position),
  id: '',
  type: 'X',
  data: {},
  recordedAt: new Date(at).toISOString(),
  recorder: 'r',
  schemaVersion: 3,
  correlationId,
  causationId: correlationId,
  hash: '',
});

const none = (): boolean => false;
const named = (groups: Groups, now: number, isAtEnd = true): string[] =>
  groups.close(now, isAtEnd).map(({ correlation }) => correlation);

test('A group is closed when it has been quiet, and never while its import is under way', () => {
  let isUnderWay = true;
  const groups = new Groups((correlation) => correlation === 'import' && isUnderWay);
  groups.add(event(1, 'import'));
  groups.add(event(2, 'one'));
  groups.add(event(3, 'import', 'negotiation-other'));
  groups.add(event(4, 'import', 'access'));
  expect(named(groups, AT + 999)).toEqual([]);
  expect(named(groups, AT + 1_000, false)).toEqual([]);
  expect(named(groups, AT + 1_000)).toEqual(['one']);
  isUnderWay = false;
  const [closed] = groups.close(AT + 1_000, true);
  expect([closed?.last, [...(closed?.spans.keys() ?? [])]]).toEqual([3n, ['talks', 'other']]);
});

test('What is read again after a stop is closed by the times of the log', () => {
  const groups = new Groups(none);
  groups.add(event(1, 'old'));
  expect(named(groups, AT + 10 * 60_000, false)).toEqual([]);
  groups.add(event(2, 'new', 'sources', AT + 60_000));
  expect(named(groups, AT + 10 * 60_000, false)).toEqual(['old']);
});

test('Open groups are taken up as they were', () => {
  const groups = new Groups(none);
  groups.add(event(1, 'import'));
  groups.add(event(2, 'import'));
  groups.add(event(3, 'import', 'sources'));
  const again = new Groups(none);
  again.restore(groups.toText());
  again.add(event(4, 'import'));
  const [closed] = again.close(AT + 1_000, true);
  expect([closed?.last, closed?.spans.get('talks' as never), closed?.grades]).toEqual([
    4n,
    { first: 1, last: 4, entries: 3 },
    [[3n, AT]],
  ]);
});
