/** Dates and terms of a report that cannot be recorded. */
import type { JsonObject } from '../../events/envelope.js';
import { change, says } from '../projections/given.js';
import { confirms, recorded, refusal, talks, warned } from './given.js';

test('a report that happened only after it was published is refused by its `occurredAt`', () => {
  const dated = (occurredAt: string) => talks().when(confirms('r1', { occurredAt, reportedAt: '2023-10-09' }));
  expect(refusal(dated('2023-10-11'))).toEqual({ code: 'invalid-data', errors: ['/occurredAt'] });
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
  test('with a whole number that is not kept exactly is refused, however it comes', () => {
    for (const quantity of [2 ** 53, -(2 ** 53), 1e21])
      expect(asks({ quantity })).toMatchObject({
        refusal: { findings: [{ pointer: '/terms/0/quantity', detail: expect.stringContaining('exactly') as string }] },
      });
    expect(refusal(asks({ min: 1, max: 2 ** 60 }))?.errors).toEqual(['/terms/0/max']);
    for (const quantity of [2 ** 53 - 1, 0.1, 0.1 + 0.2, 5e-324, -0]) expect(recorded(asks({ quantity }))).toBe('new');
  });
  test('with a least amount above the greatest is refused', () => {
    expect(refusal(asks({ min: 6, max: 4 }))?.errors).toEqual(['/terms/0/min']);
    expect(recorded(asks({ min: 4, max: 4 }))).toBe('new');
    expect(recorded(asks({ min: 4 }))).toBe('new');
  });
});

describe('a publication decades from all others', () => {
  const published = (id: string, reportedAt: string) => confirms(id, { reportedAt });
  test('is recorded with a warning', () => {
    const desk = talks(published('r1', '2023-10-09'));
    expect(warned(desk.when(published('r2', '0025-10-09')))).toEqual(['unlikely-date /reportedAt']);
    expect(warned(desk.when(published('r2', '1972')))).toEqual(['unlikely-date /reportedAt']);
    expect(warned(desk.when(published('r2', '1973')))).toEqual([]);
  });
  test('may be the first of an old story, but not from before 1900', () => {
    expect(warned(talks().when(published('r1', '1919-01-18')))).toEqual([]);
    expect(warned(talks().when(published('r1', '0023-10')))).toEqual(['unlikely-date /reportedAt']);
  });
  test('is near the nearest other one, wherever that lies', () => {
    const desk = talks(published('r1', '2023-10-09'), published('r2', '1950'));
    expect(warned(desk.when(published('r3', '1905')))).toEqual([]);
  });
  test('is found in what a correction or an amendment makes of a report', () => {
    const amends = (id: string, entry: string, reportedAt: string) =>
      change('EntryAmended', id, { entry, changes: { reportedAt } });
    const desk = talks(published('r1', '0023-10-09'));
    expect(warned(desk.when(amends('c', 'r1', '2023-10-09')))).toEqual([]);
    const both = talks(published('r1', '2023-10-09'), published('r2', '2023-10-10'));
    expect(warned(both.when(amends('c', 'r1', '0023-10-09')))).toEqual(['unlikely-date /changes/reportedAt']);
    const corrects = { reportId: 'r1', reportedAt: '2023-10-11', changes: { reportedAt: '0023' } };
    expect(warned(both.when(change('ReportCorrected', 'c', corrects)))).toEqual(['unlikely-date /changes/reportedAt']);
  });
});
