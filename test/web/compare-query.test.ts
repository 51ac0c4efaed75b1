/** What the address of a comparison is taken for: fields of either side, of both, and of none. */
import { lensOfSide, withSides } from '../../web/compare-query.js';
import { readAgain } from '../../web/wrong-address.js';

const read = (query: string): string[] => [...withSides(new URLSearchParams(query))].map((pair) => pair.join('='));

test.each([
  ['from.reportedBy=2023-11-10&to.reportedBy=2023-11-22', ['from.reportedBy=2023-11-10', 'to.reportedBy=2023-11-22']],
  ['withoutOrigin=Reuters', ['to.withoutOrigin=Reuters']],
  ['from=now&minReliability=B', ['from=now', 'from.minReliability=B', 'to.minReliability=B']],
  [
    'from.reportedBy=2023&table=a,b&reportedBy=2024&withoutSource=X&withoutSource=Y',
    [
      'from.reportedBy=2023',
      'from.table=a,b',
      'to.table=a,b',
      'to.reportedBy=2024',
      'from.withoutSource=X',
      'to.withoutSource=X',
      'from.withoutSource=Y',
      'to.withoutSource=Y',
    ],
  ],
  [
    'minReliability=B&from.reportedBy=2023&to.minReliability=C',
    ['from.reportedBy=2023', 'to.minReliability=C', 'from.minReliability=B'],
  ],
])('?%s is read as %p', (query, sides) => {
  expect(read(query)).toEqual(sides);
});

test('a side has its own fields, and what has no side is of none', () => {
  const query = new URLSearchParams('from.revision=3&to.table=a&revision=9');
  expect(String(lensOfSide(query, 'from'))).toBe('revision=3');
  expect(String(lensOfSide(query, 'to'))).toBe('table=a');
});

test('a field without a side that is wrong is named as the address has it', async () => {
  const errors = [{ parameter: 'to.minReliability', detail: 'must be one of A, B' }];
  const problem = { status: 400, title: 'Bad request', errors };
  const again = await readAgain(problem, new URLSearchParams('minReliability=Z'), [], { now: new Date(0), tz: 'UTC' });
  expect(again?.wrong).toEqual([
    expect.objectContaining({ parameter: 'minReliability', given: 'Z', isUnderstood: false }),
  ]);
  expect(String(again?.query)).toBe('');
});
