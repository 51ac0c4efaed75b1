/** The address by which a page of talks is known: one for each frozen link. */
import { canonicalOf } from '../../web/page-context.js';

const at = (query: string) => canonicalOf({ origin: 'https://parley.example.org', path: '/negotiations/x', query });

test('A frozen link is the same in every zone and order; another moment, and another lens, is another', () => {
  const frozen = 'https://parley.example.org/negotiations/x?recordedBy=2026-11-30T10%3A00%3A00Z&withoutSource=a';
  expect(at('withoutSource=a&recordedBy=2026-11-30T10:00:00Z&tz=Asia/Qatar')).toBe(frozen);
  expect(at('recordedBy=2026-11-30T10:00:00Z&withoutSource=a')).toBe(frozen);
  expect(at('recordedBy=2026-11-30T10:00:01Z&withoutSource=a')).not.toBe(frozen);
  // The order of the values of one parameter is kept.
  expect(at('withoutSource=b&withoutSource=a')).toBe(
    'https://parley.example.org/negotiations/x?withoutSource=b&withoutSource=a',
  );
  expect(at('tz=UTC&party=')).toBe('https://parley.example.org/negotiations/x');
});
