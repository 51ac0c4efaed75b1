/** What the dates of a report do: where it is placed, what goes out as it came in, what a correction of a date moves. */
import type { JsonObject } from '../../../events/envelope.js';
import { summaryOf } from '../../../projections/status/summary.js';
import { change, given, opened, says, type Line } from '../given.js';

const met = (day: number, more: JsonObject = {}): Line =>
  says('met', day, 'state', 'contact', { with: ['ford'], ...more });
const countedFrom = (lines: readonly Line[], lens: JsonObject = {}) => given([opened(), ...lines], lens)!.counted;
const placedAt = (line: Line) => new Date(countedFrom([line]).reports[0]?.place.at ?? 0).toISOString();

describe('the place of a report', () => {
  test('given a partial date that ends after the publication, then it is the publication', () => {
    expect(placedAt(met(22, { occurredAt: '2023-10' }))).toBe('2023-10-22T23:59:59.999Z');
    expect(placedAt(met(9, { occurredAt: '2023-10-09', reportedAt: '2023-10-09T13:05:00Z' }))).toBe(
      '2023-10-09T13:05:00.000Z',
    );
  });
  test('given a partial date that ended before the publication, then it is the end of that date', () =>
    expect(placedAt(met(0, { occurredAt: '2023-10', reportedAt: '2023-11-22' }))).toBe('2023-10-31T23:59:59.999Z'));
  test('given a month as its date, then `since` goes out as that month, though it counts as the publication', () => {
    const phaseOf = (...lines: readonly Line[]) => summaryOf(countedFrom(lines)).phase;
    const inOctober = met(22, { occurredAt: '2023-10' });
    expect(phaseOf(inOctober).since).toBe('2023-10');
    expect(phaseOf(inOctober, says('r', 21, 'ford', 'refusal'))).toMatchObject({ value: 'exploratory' });
    expect(phaseOf(inOctober, says('r', 23, 'ford', 'refusal'))).toMatchObject({ value: 'deadlocked' });
  });
});

describe('a correction of the publication date', () => {
  const moved = (from: number, to: string) => [
    met(from),
    change('ReportCorrected', 'k', { reportId: 'met', reportedAt: '2023-10-06', changes: { reportedAt: to } }),
  ];
  const onTheTenth = { reportedBy: '2023-10-10' };

  test('to a later day leaves the report under lenses from before that day, where it counts as the newest', () => {
    const counted = countedFrom([...moved(5, '2023-10-20'), says('s', 7, 'ford', 'refusal')], onTheTenth);
    expect(counted.reports.map((t) => [t.id, t.place.text])).toEqual([
      ['s', '2023-10-07'],
      ['met', '2023-10-20'],
    ]);
    expect(summaryOf(counted).freshness).toMatchObject({ newest: { id: 'met' }, ageDays: 0 });
  });
  test('to an earlier day adds the report under no lens from before it was published', () => {
    expect(countedFrom(moved(20, '2023-10-05'), onTheTenth).reports).toEqual([]);
    expect(countedFrom(moved(20, '2023-10-05')).reports[0]?.place.text).toBe('2023-10-05');
  });
});
