/** Pressure: when a measure begins, what it goes on through, and what ends it. */
import type { JsonObject } from '../../../events/envelope.js';
import { pressureOf } from '../../../projections/phase/pressure.js';
import { statusOf } from '../../../projections/status/status.js';
import { statusValidUntil, summaryOf } from '../../../projections/status/summary.js';
import { given, NOW, opened, says, type Line } from '../given.js';

const viewOf = (lines: readonly Line[], lens: JsonObject = {}) => given([opened(), ...lines], lens)!.counted;
/** Each row: who, what, against whom, and the day since when. */
const rows = (lines: readonly Line[], lens: JsonObject = {}) =>
  pressureOf(viewOf(lines, lens)).map((p) => [p.party, p.measure, p.against, p.by.place.text.slice(-2)].join(' '));
const steps = (id: string, day: number, more: JsonObject = {}, party: string | null = 'union') =>
  says(id, day, party, 'pressure', { measure: 'strike', to: ['ford'], ...more });
const strike = steps('a', 1);

describe('pressure', () => {
  test('goes on until it ends', () => {
    expect(rows([strike])).toEqual(['union strike ford 01']);
    expect(rows([strike, steps('b', 2, { to: [], ends: true })])).toEqual([]);
    expect(rows([strike, steps('b', 2, { ends: true }), steps('c', 3)])).toEqual(['union strike ford 03']);
  });
  test('ends against those it is said to end against', () =>
    expect(rows([steps('a', 1, { to: ['ford', 'state'] }), steps('b', 2, { ends: true })])).toEqual([
      'union strike state 01',
    ]));
  test('is not ended by the end of another measure, and is shown once', () =>
    expect(rows([strike, steps('b', 2), steps('c', 3, { measure: 'boycott', to: [], ends: true })])).toEqual([
      'union strike ford 01',
    ]));
  test('is of each party that takes the step, whoever tells of it', () => {
    const joint = { jointly: ['press'], speaker: { capacity: 'reporter' } };
    expect(rows([steps('a', 1, joint)])).toEqual(['union strike ford 01', 'press strike ford 01']);
    expect(rows([steps('a', 1, joint), steps('b', 2, { ends: true }, 'press')])).toEqual(['union strike ford 01']);
    expect(rows([steps('a', 1, { to: [] }, null)])).toEqual([' strike  01']);
  });
});

describe('pressure that was to last until a date', () => {
  const limited = steps('a', 1, { until: '2023-10-05' });
  test('ends with the last date given since it began, at the lens’s time', () => {
    expect(rows([limited])).toEqual([]);
    expect(rows([limited], { reportedBy: '2023-10-05' })).toEqual(['union strike ford 01']);
    expect(rows([limited, steps('b', 4, { until: '2050' })])).toEqual(['union strike ford 01']);
    expect(rows([steps('b', 1, { until: '2050' }), steps('c', 4, { until: '2023-10-05' })])).toEqual([]);
    expect(rows([limited, steps('b', 4)])).toEqual([]);
  });
  test('begins anew where it is told after that', () =>
    expect(rows([limited, steps('b', 6)])).toEqual(['union strike ford 06']));
  test('shows the date, and rests on the reports that began it and that gave it', () => {
    const lines = [limited, steps('b', 4, { until: '2050' }), steps('c', 6)];
    expect(statusOf(viewOf(lines)).pressure).toEqual([
      {
        party: 'union',
        measure: 'strike',
        against: 'ford',
        since: '2023-10-01',
        until: '2050',
        because: ['a', 'b'],
      },
    ]);
  });
  test('keeps the status valid until then alone', () => {
    const counted = viewOf([steps('a', 1, { until: '2026-01-01T06:00:00Z' })]);
    expect(statusValidUntil(counted, summaryOf(counted))).toBe(NOW + 6 * 3_600_000 + 1);
  });
});

describe('the conclusion of the talks', () => {
  const over = (day: number) => says(`z${day}`, day, 'state', 'conclusion');
  test('ends all pressure; what is told after it begins anew', () => {
    expect(rows([strike, over(2)])).toEqual([]);
    expect(rows([strike, over(2), steps('b', 3)])).toEqual(['union strike ford 03']);
  });
  test('ends none where the talks do not come to be concluded by it', () => {
    expect(rows([strike, says('z', 2, 'press', 'conclusion')])).toEqual(['union strike ford 01']);
    expect(rows([over(1), steps('b', 2), over(3)])).toEqual(['union strike ford 02']);
  });
});
