/** A value that rests on the absence of reports. */
import { statusOf } from '../../../projections/status/status.js';
import { given, opened } from '../given.js';

test('given no report, then each value names none, and gives a reason in their place', () => {
  const { phase, contested, agreement, freshness } = statusOf(given([opened()])!.counted);
  expect([phase, contested, agreement, freshness].map(({ because, reason }) => [because, typeof reason])).toEqual(
    Array.from({ length: 4 }, () => [[], 'string']),
  );
});
