/** What a retraction reaches, what a reinstatement gives back, and which reports are of one development. */
import type { JsonObject } from '../../../events/envelope.js';
import { change, given, opened, says, type Line } from '../given.js';

const told = (id: string, day: number, more: JsonObject = {}) =>
  says(id, day, 'state', 'confirmation', { claim: 'talks', ...more });
const retracts = (id: string, reportId: string, day: number) =>
  change('ReportRetracted', id, { reportId, reportedAt: `2023-10-0${day}` });
const reinstates = (id: string, reportId: string, day: number) =>
  change('ReportReinstated', id, { reportId, reportedAt: `2023-10-0${day}` });
const ids = (lines: readonly Line[], lens: JsonObject = {}) => given([opened(), ...lines], lens)?.ids;

describe('a retraction', () => {
  const copies = [
    told('a', 1),
    told('b', 2, { corroborates: 'a', quote: 'q' }),
    told('c', 5, { corroborates: 'a', quote: 'r' }),
  ];
  test('reaches copies that were published up to then, and not what its origin publishes afresh later', () =>
    expect(ids([...copies, retracts('x', 'a', 3)])).toEqual(['c']));
  test('of a later copy reaches the earlier ones, and its own report whenever that is published', () => {
    expect(ids([...copies, retracts('x', 'c', 5)])).toEqual([]);
    expect(ids([...copies, retracts('x', 'c', 3)])).toEqual([]);
    expect(ids([...copies, retracts('x', 'c', 1)])).toEqual(['b']);
  });
});

describe('a reinstatement', () => {
  const copies = [told('a', 1), told('b', 2, { corroborates: 'a', quote: 'q' })];
  test('ends the retractions of its report up to then, for the copies too', () => {
    const lines = [...copies, retracts('x', 'a', 3), reinstates('y', 'a', 4)];
    expect(ids(lines)).toEqual(['a', 'b']);
    expect(ids(lines, { reportedBy: '2023-10-03' })).toEqual([]);
    expect(ids([...lines, retracts('z', 'a', 5)])).toEqual([]);
  });
  test('of a copy shields that copy alone', () => {
    const lines = [...copies, retracts('x', 'a', 3), reinstates('y', 'b', 4)];
    expect(ids(lines)).toEqual(['b']);
    expect(ids([...lines, retracts('z', 'a', 5)])).toEqual([]);
  });
  test('does nothing once it is voided', () =>
    expect(
      ids([...copies, retracts('x', 'a', 3), reinstates('y', 'a', 4), change('EntryVoided', 'v', { entry: 'y' })]),
    ).toEqual([]));
});

describe('a development', () => {
  const by = (publisher: string): JsonObject => ({ source: { publisher }, corroborates: 'gone', claim: 'talks' });
  const tied = [told('a', 4, by('One')), told('b', 2, by('Two'))];
  const places = (lines: readonly Line[], lens: JsonObject = {}) =>
    given([opened(), ...lines], lens)?.counted.reports.map((t) => [t.id, t.place.text]);
  test('holds the reports that name one report, though that is not there', () =>
    expect(places(tied)).toEqual([
      ['b', '2023-10-02'],
      ['a', '2023-10-02'],
    ]));
  test('holds them also where that report is voided, or not yet published', () => {
    const gone = told('gone', 9, { source: { publisher: 'Three' } });
    expect(places([gone, ...tied, change('EntryVoided', 'v', { entry: 'gone' })])).toEqual(places(tied));
    expect(places([gone, ...tied], { reportedBy: '2023-10-05' })).toEqual(places(tied));
  });
});

test('an interval counts as its last instant, and a day of publication lasts until it is over everywhere', () => {
  const placed = (data: JsonObject) =>
    new Date(given([opened(), told('a', 9, data)])!.counted.reports[0]!.place.at).toISOString();
  expect(placed({ occurredAt: '2023-10-01/2023-10-03' })).toBe('2023-10-03T23:59:59.999Z');
  expect(placed({ occurredAt: '2023-10-10T05:00:00Z' })).toBe('2023-10-09T23:59:59.999Z');
});
