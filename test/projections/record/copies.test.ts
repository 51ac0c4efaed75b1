/** Identical copies: what says the same again, of the same origin and development, counts once. */
import { phase, given, opened, says, type Line } from '../given.js';
import { summaryOf } from '../../../projections/status/summary.js';

const talks = [
  opened(),
  says('x0', 1, 'union', 'confirmation', { claim: 'talks' }),
  says('x1', 1, 'ford', 'proposal', { proposal: 'p', issues: ['pay'], terms: [] }),
];
const deadlock = (id: string, corroborates: string): Line =>
  says(id, 5, 'ford', 'assessment', { outlook: 'deadlock', corroborates });
const progress = says('b', 5, 'union', 'assessment', { outlook: 'progress' });

test.each([
  ['a report that is not there', 'gone', 'gone'],
  ['a report of another origin', 'x2', 'x2'],
  ['one of the two', 'gone', 'a'],
  ['each other, in a ring', 'c', 'a'],
])('given identical reports that are tied through another, then one of them counts: %s', (_what, first, second) => {
  const other = says('x2', 5, null, 'assessment', { outlook: 'mixed', source: { publisher: 'Other' } });
  const lines = [...talks, other, deadlock('a', first), progress];
  const copied = [...lines, deadlock('c', second)];
  expect(phase(lines)).toBe('negotiating');
  expect(phase(copied)).toBe('negotiating');
  expect(given(copied)!.ids).not.toContain('c');
});

test('an answer that names a copy concerns the tables that the original does', () => {
  const seated = opened({
    parties: ['union', 'ford', 'gm'].map((party) => ({ party, name: party, role: 'principal' })),
    tables: [
      ['union', 'ford'],
      ['union', 'gm'],
    ],
  });
  const asks = (id: string, more: object = {}) =>
    says(id, 1, 'ford', 'demand', { issue: 'pay', terms: [], source: { publisher: 'Paper' }, ...more });
  const copy = asks('m2', { corroborates: 'm', source: { publisher: 'Other', origin: 'Paper' } });
  for (const report of ['m', 'm2']) {
    const lines = [seated, asks('m'), copy, says('a', 2, 'union', 'acceptance', { report })];
    const { tables } = summaryOf(given(lines)!.counted);
    expect(tables.map(({ phase: { value } }) => value)).toEqual(['exploratory', 'unreported']);
  }
});
