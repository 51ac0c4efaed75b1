import type { JsonObject } from '../../../events/envelope.js';
import { ledgerOf, termsAnswer } from '../../../projections/positions/terms.js';
import { given, opened, says, type Line } from '../given.js';

const prisoners = (quantity: number): JsonObject => ({ item: 'prisoners', quantity, unit: 'person' });
const offer = (...terms: JsonObject[]): JsonObject => ({ proposal: 'swap', issues: ['exchange'], terms });
const demand = (...terms: JsonObject[]): JsonObject => ({ issue: 'exchange', terms });
const deal = (...terms: JsonObject[]): JsonObject => ({
  agreement: 'truce',
  between: ['union', 'ford'],
  scope: 'partial',
  of: 'swap',
  terms,
});

const ledger = (lines: readonly Line[], lens: JsonObject = {}) => {
  const known = given([opened(), ...lines], lens);
  return known ? ledgerOf(known.counted).map((row) => termsAnswer.parse(row)) : [];
};
const quantities = (lines: readonly Line[], lens: JsonObject = {}) =>
  ledger(lines, lens).map(({ item, entries }) => [item, entries.map((e) => e.quantity)]);

describe('the terms ledger', () => {
  const course = [
    says('d', 3, 'union', 'demand', demand(prisoners(50))),
    says('a', 4, 'state', 'agreement', deal(prisoners(150))),
    says('o', 2, 'ford', 'proposal', offer(prisoners(36))),
  ];

  test('given an offer, a demand and an agreement, then it shows how the quantity moved, and by whom', () => {
    expect(ledger(course)).toEqual([
      {
        item: 'prisoners',
        unit: 'person',
        basis: null,
        of: null,
        entries: [
          { quantity: 36, kind: 'proposal', party: 'ford', at: '2023-10-02', reportId: 'o', proposal: 'swap' },
          { quantity: 50, kind: 'demand', party: 'union', at: '2023-10-03', reportId: 'd', issue: 'exchange' },
          { quantity: 150, kind: 'agreement', party: 'state', at: '2023-10-04', reportId: 'a', agreement: 'truce' },
        ],
      },
    ]);
  });

  test('given agreements of no offer of the item, then each chain of them is a series of its own', () => {
    const days = (quantity: number): JsonObject => ({ item: 'ceasefire', quantity, unit: 'day' });
    const truce = (id: string, day: number, agreement: string, quantity: number, more: JsonObject = {}) => {
      const { of: _, ...free } = deal(days(quantity));
      return says(id, day, 'state', 'agreement', { ...free, agreement, ...more });
    };
    const series = (lines: readonly Line[]) =>
      ledger(lines).map(({ of, entries }) => [of, entries.map((e) => e.quantity)]);
    expect(series([truce('a', 1, 'first', 7), truce('b', 2, 'second', 5), truce('c', 3, 'third', 1)])).toEqual([
      ['first', [7]],
      ['second', [5]],
      ['third', [1]],
    ]);
    const extended = [truce('a', 1, 'first', 7), truce('b', 2, 'second', 5, { extends: 'first' })];
    expect(series(extended)).toEqual([['first', [7, 5]]]);
    const offered = says('o', 1, 'ford', 'proposal', { proposal: 'lull', issues: ['truce'], terms: [days(9)] });
    expect(series([offered, truce('a', 2, 'first', 7, { of: 'lull' }), truce('b', 3, 'second', 5)])).toEqual([
      [null, [9, 7]],
      ['second', [5]],
    ]);
    const further = truce('b', 3, 'second', 5, { extends: 'first' });
    expect(series([offered, truce('a', 2, 'first', 7, { of: 'lull' }), further])).toEqual([[null, [9, 7, 5]]]);
    const ofAnotherItem = says('o', 1, 'ford', 'proposal', offer(prisoners(36)));
    expect(series([ofAnotherItem, truce('a', 2, 'first', 7, { of: 'swap' })])).toEqual([
      [null, [36]],
      ['first', [7]],
    ]);
  });

  test('given a joint offer, then all whose it is are named', () => {
    const [row] = ledger([says('o', 2, 'ford', 'proposal', { ...offer(prisoners(36)), jointly: ['state'] })]);
    expect(row?.entries).toMatchObject([{ party: 'ford', jointly: ['state'] }]);
  });

  test('given a lens, then only the reports that it keeps are in the ledger', () => {
    expect(quantities(course, { happenedBy: '2023-10-03' })).toEqual([['prisoners', [36, 50]]]);
    expect(quantities(course, { withoutParty: 'ford' })).toEqual([
      ['prisoners', [50]],
      ['prisoners', [150]],
    ]);
  });

  test('given reports of other kinds with terms, then they are not in the ledger', () => {
    const others = [
      says('i', 5, 'ford', 'implementation', { agreement: 'truce', terms: [prisoners(13)] }),
      says('c', 5, 'ford', 'concession', { issue: 'exchange', terms: [prisoners(14)] }),
      says('v', 5, 'union', 'ratification', { agreement: 'truce', outcome: 'approved', terms: [prisoners(15)] }),
    ];
    expect(ledger(others)).toEqual([]);
  });

  test('given another unit or basis, then it is another row', () => {
    const rise = { item: 'pay', quantity: 20, unit: 'percent' };
    const rows = ledger([
      says('o', 2, 'ford', 'proposal', offer(rise, { ...rise, basis: 'compounded' }, { item: 'pay', quantity: 3 })),
    ]);
    expect(rows.map(({ unit, basis }) => [unit, basis])).toEqual([
      ['percent', null],
      ['percent', 'compounded'],
      [null, null],
    ]);
  });

  test('given a name in another composition of the same letters, then it is one row, shown as first written', () => {
    const rows = quantities([
      says('o', 2, 'ford', 'proposal', offer({ item: 'cafe\u0301s', quantity: 1 })),
      says('p', 3, 'ford', 'proposal', offer({ item: 'caf\u00e9s', quantity: 2 })),
    ]);
    expect(rows).toEqual([['cafe\u0301s', [1, 2]]]);
  });

  test('given the same value in two offers of one development, then each is an entry', () => {
    const other = { ...offer(prisoners(36)), proposal: 'other', corroborates: 'o' };
    const rows = ledger([
      says('o', 2, 'ford', 'proposal', offer(prisoners(36))),
      says('p', 3, 'ford', 'proposal', other),
    ]);
    expect(rows[0]?.entries.map((e) => [e.reportId, e.proposal])).toEqual([
      ['o', 'swap'],
      ['p', 'other'],
    ]);
  });
  test('given tied reports of one offer, then the same value is one entry and another value is its own', () => {
    const tied = { corroborates: 'o', source: { publisher: 'Other' } };
    const rows = ledger([
      says('o', 2, 'ford', 'proposal', offer(prisoners(36))),
      says('p', 3, 'ford', 'proposal', { ...offer({ ...prisoners(36), text: 'all 36' }), ...tied }),
      says('q', 4, 'ford', 'proposal', { ...offer(prisoners(40)), ...tied }),
      says('r', 5, 'ford', 'proposal', offer(prisoners(36))),
    ]);
    expect(rows[0]?.entries.map((e) => [e.reportId, e.quantity])).toEqual([
      ['o', 36],
      ['q', 40],
      ['r', 36],
    ]);
  });

  test('given tied reports that attribute one value to two parties, then each is an entry', () => {
    const rows = ledger([
      says('o', 2, 'ford', 'proposal', offer(prisoners(36))),
      says('p', 3, null, 'proposal', { ...offer(prisoners(36)), corroborates: 'o' }),
    ]);
    expect(rows[0]?.entries.map((e) => e.party)).toEqual(['ford', null]);
  });

  test('given ranges and rates in place of a quantity, then they are shown as reported', () => {
    const [row] = ledger([
      says('o', 2, 'ford', 'proposal', offer({ item: 'prisoners', min: 30, max: 40, per: 'day', text: '30 to 40' })),
      says('p', 3, 'ford', 'proposal', offer({ item: 'prisoners', max: 50, cumulative: true })),
    ]);
    expect(row?.entries.map(({ min, max, per, text }) => ({ min, max, per, text }))).toEqual([
      { min: 30, max: 40, per: 'day', text: '30 to 40' },
      { max: 50 },
    ]);
  });

  test('given words without a number, then no quantity has moved: they are neither an entry nor a row of their own', () => {
    const rows = quantities([
      says('o', 2, 'ford', 'proposal', offer({ item: 'prisoners', text: 'all women' })),
      says('p', 3, 'ford', 'proposal', offer(prisoners(36))),
      says('q', 4, 'union', 'demand', demand({ item: 'prisoners', unit: 'person', text: 'all of them' })),
    ]);
    expect(rows).toEqual([['prisoners', [36]]]);
  });
});
