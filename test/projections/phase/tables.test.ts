/** Talks at several tables: each has its phase, and one of them gives the negotiation's. */
import type { JsonObject } from '../../../events/envelope.js';
import { summaryOf } from '../../../projections/status/summary.js';
import { given, opened, says, type Line } from '../given.js';

const seated = opened({
  tables: [
    ['union', 'ford'],
    ['union', 'gm'],
  ],
  parties: ['union', 'ford', 'gm'].map((party) => ({ party, name: party, role: 'principal' })),
});
const summary = (lines: readonly Line[], lens: JsonObject = {}) => summaryOf(given([seated, ...lines], lens)!.counted);
const meets = (id: string, day: number, party: string, more: JsonObject = {}) =>
  says(id, day, party, 'contact', { with: ['union'], ...more });

test('a table reads its phase with its own members, and an agreement with all principals that are in it', () => {
  const deal = { agreement: 'deal', between: ['union', 'ford', 'gm'], scope: 'full', terms: [] };
  const [atFord] = summary([says('a', 1, 'union', 'agreement', deal), says('b', 2, 'ford', 'agreement', deal)]).tables;
  expect(atFord?.phase.value).toBe('agreed');
  expect(atFord?.agreement).toMatchObject({ value: 'announced', members: ['union', 'ford', 'gm'] });
});

describe('the phase of a negotiation with tables', () => {
  const phases = ({ phase, tables }: ReturnType<typeof summary>) => [phase.value, ...tables.map((t) => t.phase.value)];

  test('is that of the deadlocked table, where another explores', () => {
    const talking = [meets('a', 1, 'ford'), meets('b', 1, 'gm')];
    expect(phases(summary(talking))).toEqual(['exploratory', 'exploratory', 'exploratory']);
    expect(phases(summary([...talking, says('r', 2, 'gm', 'refusal')]))).toEqual([
      'deadlocked',
      'exploratory',
      'deadlocked',
    ]);
  });
  test('is that of the table listed first, where two are in the same phase', () => {
    const { phase, tables } = summary([meets('b', 1, 'gm'), meets('a', 3, 'ford')]);
    expect(tables.map((t) => t.phase.since)).toEqual(['2023-10-03', '2023-10-01']);
    expect(phase).toEqual(tables[0]?.phase);
  });
});

test('under the lens of a table, a report is not placed by a tied report that concerns another table alone', () => {
  const lines = [meets('a', 1, 'gm'), meets('b', 3, 'ford', { corroborates: 'a' })];
  expect(summary(lines).tables[0]?.phase).toMatchObject({ value: 'exploratory', since: '2023-10-01' });
  expect(summary(lines, { table: 'union,ford' }).phase).toMatchObject({ value: 'exploratory', since: '2023-10-03' });
});
