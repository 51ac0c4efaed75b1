/** What one report contradicts: the same from either side, and for every report of a side. */
import { readdirSync, readFileSync } from 'node:fs';
import { contradictedBy } from '../../../projections/contradictions/of-report.js';
import { Folds } from '../../../projections/positions/folds.js';
import { opened, projectionsOf, says, type Line } from '../given.js';

const STORIES = new URL('../../../stories/', import.meta.url);
const stories = readdirSync(STORIES).filter((name) => name.endsWith('.ndjson'));
const linesOf = (name: string): Line[] =>
  readFileSync(new URL(name, STORIES), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

function contradictedIn(lines: readonly Line[]): Map<string, string[]> {
  const { counted } = projectionsOf(lines)!;
  const folds = new Folds(counted);
  return new Map(counted.reports.map(({ id }) => [id as string, contradictedBy(id, folds).map((one) => one.reportId)]));
}

const talks = { claim: 'talks' };
const yes = (id: string, day: number, party: string, more = {}) =>
  says(id, day, party, 'confirmation', { ...talks, ...more });
const no = (id: string, day: number, party: string, more = {}) => says(id, day, party, 'denial', { ...talks, ...more });

describe('What a report contradicts', () => {
  test('is every report of the other side, the new denial as well as the first', () => {
    const found = contradictedIn([
      opened(),
      yes('y1', 1, 'union'),
      yes('y2', 2, 'union'),
      no('n1', 3, 'ford'),
      no('n2', 4, 'ford'),
    ]);
    expect(Object.fromEntries(found)).toEqual({
      y1: ['n1', 'n2'],
      y2: ['n1', 'n2'],
      n1: ['y1', 'y2'],
      n2: ['y1', 'y2'],
    });
  });

  test('is not what a party said before it came round', () => {
    const found = contradictedIn([opened(), yes('y1', 1, 'union'), no('n1', 2, 'union'), yes('y2', 3, 'ford')]);
    expect(Object.fromEntries(found)).toEqual({ y1: [], n1: ['y2'], y2: ['n1'] });
  });

  test('is nothing that had been taken back before', () => {
    const back = says('w', 2, 'ford', 'withdrawal', talks);
    const found = contradictedIn([opened(), no('n1', 1, 'ford'), back, yes('y1', 3, 'union')]);
    expect([found.get('n1'), found.get('y1')]).toEqual([[], []]);
  });

  test('is nothing of talks that have collapsed before', () => {
    const collapse = says('c', 2, 'union', 'breakdown');
    const found = contradictedIn([opened(), no('n1', 1, 'ford'), collapse, yes('y1', 3, 'union')]);
    expect(found.get('y1')).toEqual([]);
  });

  test('is what others tell of a party, where it says the opposite itself', () => {
    const told = yes('t', 2, 'ford', { speaker: { capacity: 'reporter' }, source: { publisher: 'Wire' } });
    expect(contradictedIn([opened(), no('n', 1, 'ford'), told]).get('n')).toEqual(['t']);
  });

  const ofDeal = (id: string, day: number, party: string, days: number) =>
    says(id, day, party, 'agreement', {
      agreement: 'deal',
      between: ['union', 'ford'],
      scope: 'full',
      terms: [{ item: 'truce', quantity: days, unit: 'day' }],
    });
  test('is an account by another party with a quantity that cannot hold with its own, until it gives another or takes it back', () => {
    const [a, b] = [ofDeal('a', 1, 'union', 7), ofDeal('b', 2, 'ford', 5)];
    expect(Object.fromEntries(contradictedIn([opened(), a, b]))).toEqual({ a: ['b'], b: ['a'] });
    expect(Object.fromEntries(contradictedIn([opened(), a, ofDeal('b', 2, 'ford', 7)]))).toEqual({ a: [], b: [] });
    // The union comes to five days before Ford says so.
    const corrected = contradictedIn([opened(), a, ofDeal('a2', 2, 'union', 5), ofDeal('b', 3, 'ford', 5)]);
    expect(Object.fromEntries(corrected)).toEqual({ a: [], a2: [], b: [] });
    const later = contradictedIn([opened(), a, b, ofDeal('a2', 3, 'union', 5)]);
    expect(Object.fromEntries(later)).toEqual({ a: ['b'], b: ['a'], a2: [] });
    const back = says('w', 2, 'union', 'withdrawal', { report: 'a' });
    const taken = contradictedIn([opened(), a, back, ofDeal('b', 3, 'ford', 5)]);
    expect([taken.get('a'), taken.get('b')]).toEqual([[], []]);
    // Of a joint account each party gives its own: what Ford says next is set against the union's.
    const joint = { ...a, data: { ...a.data, jointly: ['ford'] } };
    expect(Object.fromEntries(contradictedIn([opened(), joint, b]))).toEqual({ a: ['b'], b: ['a'] });
    expect(contradictedIn([opened(), joint, b, ofDeal('a2', 3, 'union', 5)]).get('a2')).toEqual([]);
  });

  test('is what another origin gives as a quantity of the same development', () => {
    const told = (id: string, origin: string, quantity: number, more = {}) =>
      says(id, 1, 'ford', 'implementation', {
        agreement: 'deal',
        speaker: { capacity: 'reporter' },
        terms: [{ item: 'truck', quantity }],
        source: { publisher: id, origin },
        ...more,
      });
    const tied = { corroborates: 'a' };
    const found = contradictedIn([
      opened(),
      told('a', 'Wire', 20),
      told('b', 'Echo', 12, tied),
      told('c', 'Wire', 12, tied),
      told('d', 'Post', 20, tied),
      told('e', 'Herald', 12),
    ]);
    expect(Object.fromEntries(found)).toEqual({ a: ['b'], b: ['a', 'd'], c: ['d'], d: ['b', 'c'], e: [] });
  });
});

test.each(stories)(
  '%s: whatever contradicts a report is contradicted by it, and each contradiction is among them',
  (name) => {
    const lines = linesOf(name);
    const found = contradictedIn(lines);
    for (const [id, others] of found)
      for (const other of others) expect([id, other, found.get(other)?.includes(id)]).toEqual([id, other, true]);
    const pairs = projectionsOf(lines)!
      .contradictions()
      .filter(({ kind, because }) => kind === 'fact' && because.length === 2);
    for (const { because } of pairs) {
      const [one = '', other = ''] = because as readonly string[];
      expect([one, other, found.get(one)?.includes(other)]).toEqual([one, other, true]);
    }
    expect([...found.values()].some((others) => others.length > 0)).toBe(true);
  },
);
