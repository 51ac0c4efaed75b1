/** Dates and terms of a report that cannot be recorded. */
import type { JsonObject } from '../../events/envelope.js';
import { says } from '../projections/given.js';
import { confirms, recorded, refusal, talks } from './given.js';

test('a report that happened only after it was published is refused by its `occurredAt`', () => {
  const dated = (occurredAt: string) => talks().when(confirms('r1', { occurredAt, reportedAt: '2023-10-09' }));
  expect(refusal(dated('2023-10-10'))).toEqual({ code: 'invalid-data', errors: ['/occurredAt'] });
  expect(refusal(dated('2023-11'))?.errors).toEqual(['/occurredAt']);
  expect(recorded(dated('2023-10-09'))).toBe('new');
  expect(recorded(dated('2023-10'))).toBe('new');
});

describe('a term', () => {
  const asks = (term: JsonObject) =>
    talks().when(says('r1', 9, 'union', 'demand', { issue: 'pay', terms: [{ item: 'pay', ...term }] }));

  test('with a quantity and a range is refused', () => {
    expect(refusal(asks({ quantity: 5, min: 4 }))?.errors).toEqual(['/terms/0/quantity']);
    expect(refusal(asks({ quantity: 5, max: 6 }))?.errors).toEqual(['/terms/0/quantity']);
    expect(recorded(asks({ quantity: 5 }))).toBe('new');
  });
  test('with a least amount above the greatest is refused', () => {
    expect(refusal(asks({ min: 6, max: 4 }))?.errors).toEqual(['/terms/0/min']);
    expect(recorded(asks({ min: 4, max: 4 }))).toBe('new');
    expect(recorded(asks({ min: 4 }))).toBe('new');
  });
});
