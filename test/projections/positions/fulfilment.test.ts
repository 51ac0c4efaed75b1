import type { JsonObject } from '../../../events/envelope.js';
import { fulfilmentAnswer, fulfilmentOf } from '../../../projections/positions/fulfilment.js';
import { atOnce } from '../../../projections/support/at-once.js';
import { countedOnly, type CountedReports } from '../../../projections/report-index/counted-reports.js';
import { change, given, opened, says, type Line } from '../given.js';

const hostages = (quantity: number, more: JsonObject = {}): JsonObject => ({
  item: 'hostages',
  quantity,
  unit: 'person',
  ...more,
});
const agree = (id: string, day: number, ...terms: JsonObject[]): Line =>
  says(id, day, 'ford', 'agreement', { agreement: 'truce', between: ['union', 'ford'], scope: 'partial', terms });
const freed = (id: string, day: number, term: JsonObject, more: JsonObject = {}): Line =>
  says(id, day, null, 'implementation', { agreement: 'truce', terms: [term], ...more });

const viewOf = (lines: readonly Line[], lens: JsonObject = {}): CountedReports => {
  const known = given([opened(), ...lines], lens);
  if (!known) throw new Error('not opened');
  return known.counted;
};
const fulfilment = (lines: readonly Line[], lens: JsonObject = {}) =>
  atOnce(fulfilmentOf(viewOf(lines, lens))).map((row) => fulfilmentAnswer.parse(row));
const first = (lines: readonly Line[], lens: JsonObject = {}) => fulfilment(lines, lens)[0]?.items[0];

describe('the fulfilment of an agreement', () => {
  const twice = [agree('a', 1, hostages(50)), freed('x', 2, hostages(13)), freed('y', 3, hostages(14))];

  test('given steps carried out, then their sum is carried out, since the last of them', () => {
    expect(fulfilment(twice)).toEqual([
      {
        agreement: 'truce',
        items: [
          {
            item: 'hostages',
            unit: 'person',
            basis: null,
            agreed: { quantity: 50 },
            carriedOut: 27,
            reported: true,
            since: '2023-10-03',
            because: ['a', 'x', 'y'],
          },
        ],
      },
    ]);
  });

  test('given only words, then nothing is reported to be carried out', () => {
    expect(first([agree('a', 1, hostages(50))])).toMatchObject({ carriedOut: null, since: null, because: ['a'] });
    const otherItem = freed('x', 2, { item: 'lorries', quantity: 9 });
    expect(first([agree('a', 1, hostages(50)), otherItem])).toMatchObject({ carriedOut: null, because: ['a'] });
  });

  test('given a step without a number, then that is told apart from nothing', () => {
    const vague = freed('x', 2, { item: 'hostages', min: 10, unit: 'person' });
    expect(first([agree('a', 1, hostages(50)), vague])).toMatchObject({
      carriedOut: null,
      reported: true,
      because: ['a', 'x'],
    });
    expect(first([agree('a', 1, hostages(50))])).toMatchObject({ carriedOut: null, reported: false });
  });

  test('given several terms of one item in one report, then they are agreed together', () => {
    const both = agree('a', 1, hostages(50, { text: 'women' }), hostages(30, { text: 'men' }));
    expect(first([both, freed('x', 2, hostages(80))])).toMatchObject({
      agreed: { quantity: 80 },
      carriedOut: 80,
    });
    const atLeast = { item: 'hostages', min: 10, max: 12, unit: 'person' };
    expect(first([agree('a', 1, hostages(50), atLeast)])?.agreed).toEqual({ min: 60, max: 62 });
  });

  test('given a step of which nobody said that it was agreed, then it is carried out all the same', () => {
    expect(first([freed('x', 2, hostages(13))])).toMatchObject({ agreed: null, carriedOut: 13, because: ['x'] });
  });

  test('given a step by which nothing was carried out, then that is reported', () => {
    expect(first([freed('x', 2, hostages(0))])).toMatchObject({ carriedOut: 0, since: '2023-10-02', because: ['x'] });
  });

  test('given a later report of the agreement, then what it gives is what was agreed', () => {
    const later = [agree('a', 1, hostages(50)), agree('b', 2, { item: 'hostages', min: 60, max: 70, unit: 'person' })];
    expect(first(later)?.agreed).toEqual({ min: 60, max: 70 });
    expect(first([...later, agree('c', 3)])?.agreed).toEqual({ min: 60, max: 70 });
    expect(first(later, { reportedBy: '2023-10-01' })?.agreed).toEqual({ quantity: 50 });
  });

  test('given several accounts of one step, then the latest counts, once', () => {
    const accounts = [
      ...twice,
      freed('z', 4, hostages(12), { corroborates: 'x', source: { publisher: 'Other' }, occurredAt: '2023-10-02' }),
    ];
    expect(first(accounts)).toMatchObject({
      carriedOut: 26,
      since: '2023-10-03',
      because: ['a', 'z', 'y'],
    });
  });

  test('given a total from the start, then it replaces the sum so far, and later steps are added to it', () => {
    const total = [...twice, freed('t', 4, hostages(40, { cumulative: true }))];
    expect(first(total)).toMatchObject({ carriedOut: 40, since: '2023-10-04', because: ['a', 't'] });
    const more = [...total, freed('u', 5, hostages(5))];
    expect(first(more)).toMatchObject({ carriedOut: 45, since: '2023-10-05', because: ['a', 't', 'u'] });
  });

  test('given a total that only repeats the sum of the steps, then it is so since the last step', () => {
    const again = [...twice, freed('t', 4, hostages(27, { cumulative: true }))];
    expect(first(again)).toMatchObject({ carriedOut: 27, since: '2023-10-03', because: ['a', 'x', 'y'] });
  });

  test('given a rate, a range or words alone, then there is no amount to count', () => {
    const vague = [
      agree('a', 1, hostages(10, { per: 'day' }), { item: 'aid', text: 'as needed' }),
      freed('x', 2, { item: 'hostages', min: 3, unit: 'person' }),
    ];
    expect(fulfilment(vague)).toEqual([{ agreement: 'truce', items: [] }]);
  });

  test('given two units, then each is counted for itself', () => {
    const lines = [...twice, freed('z', 4, { item: 'hostages', quantity: 2, unit: 'family' })];
    expect(fulfilment(lines)[0]?.items.map((i) => [i.unit, i.carriedOut])).toEqual([
      ['person', 27],
      ['family', 2],
    ]);
  });

  test('given two agreements, then what was carried out of one is not carried out of the other', () => {
    const lines = [
      ...twice,
      says('l', 4, 'ford', 'implementation', { agreement: 'longer', terms: [hostages(10)] }),
      says('m', 5, 'ford', 'denial', { agreement: 'other' }),
    ];
    expect(fulfilment(lines).map(({ agreement, items }) => [agreement, items.map((i) => i.carriedOut)])).toEqual([
      ['truce', [27]],
      ['longer', [10]],
      ['other', []],
    ]);
  });

  test('given a step that is retracted, or reported by an outside voice, then it does not count', () => {
    const retracted = change('ReportRetracted', 'r', { reportId: 'y', reportedAt: '2023-10-05' });
    expect(first([...twice, retracted])?.carriedOut).toBe(13);
    expect(first([...twice, retracted], { reportedBy: '2023-10-04' })?.carriedOut).toBe(27);
    const former = freed('f', 4, hostages(9), { speaker: { capacity: 'former-official' } });
    expect(first([...twice, former])?.carriedOut).toBe(27);
  });

  test('given any of these histories, then keeping only what a value names gives it, and no less does', () => {
    const histories = [
      twice,
      [...twice, freed('t', 4, hostages(27, { cumulative: true }))],
      [...twice, freed('z', 4, hostages(12), { corroborates: 'x', occurredAt: '2023-10-02' })],
      [...twice, freed('t', 4, hostages(0, { cumulative: true }))],
    ];
    for (const lines of histories) {
      const counted = viewOf(lines);
      const valueIn = (ids: readonly string[]) => {
        const {
          agreed = null,
          carriedOut = null,
          since = null,
        } = atOnce(fulfilmentOf(countedOnly(counted, ids as never)))[0]?.items[0] ?? {};
        return { agreed, carriedOut, since };
      };
      const because = atOnce(fulfilmentOf(counted))[0]?.items[0]?.because ?? [];
      const whole = valueIn(counted.all.map((t) => t.id));
      expect(valueIn(because)).toEqual(whole);
      for (const id of because) expect(valueIn(because.filter((other) => other !== id))).not.toEqual(whole);
    }
  });
});
