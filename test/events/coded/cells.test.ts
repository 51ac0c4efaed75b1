/** What cells of coded files hold: dates as programs print them, and pairs as people write them. */
import { calendarDayIn, dateIn, dayIn, noDate } from '../../../events/coded/cell-dates.js';
import { pairTexts, readingsOf } from '../../../events/coded/pair-texts.js';

test.each([
  ['20231009', '2023-10-09'],
  ['20231009.0', '2023-10-09'],
  ['20231009131500', '2023-10-09T13:15:00Z'],
  ['2023-10-09', '2023-10-09'],
  ['2023/10/9', '2023-10-09'],
  ['2023-10-09 13:05', '2023-10-09T13:05:00Z'],
  ['2023-10-09T13:05:00.000Z', '2023-10-09T13:05:00Z'],
  ['2023-10-09 13:05:00 UTC', '2023-10-09T13:05:00Z'],
  ['2023-10-09 13:05:00+00', '2023-10-09T13:05:00+00:00'],
  ['2023-10-09 13:05:00-0530', '2023-10-09T13:05:00-05:30'],
  ['9 October 2023', '2023-10-09'],
  ['09-Oct-23', '2023-10-09'],
  ['9-Oct-97', '1997-10-09'],
  ['09 Sept 2023', '2023-09-09'],
  ['October 9, 2023', '2023-10-09'],
  ['2023-10', '2023-10'],
  ['2023-10-01/2023-10-09', '2023-10-01/2023-10-09'],
])('%s is %s', (cell, date) => {
  expect(dateIn(` ${cell} `)).toBe(date);
});

test('A date of three numbers is read where it is said how', () => {
  expect(dateIn('09/10/2023')).toBeUndefined();
  expect(dateIn('13/10/2023')).toBeUndefined();
  expect(dateIn('9.10.2023', 'dmy')).toBe('2023-10-09');
  expect(dateIn('10/9/23 0:00', 'mdy')).toBe('2023-10-09');
  expect(dateIn('10/9/2023 12:00:00 AM', 'mdy')).toBe('2023-10-09');
  expect(dateIn('13/10/2023', 'mdy')).toBeUndefined();
  expect(noDate('09/10/2023', 'date')).toContain('two ways');
  expect(noDate('soon', 'date')).toBe('is no date');
});

test.each(['', 'soon', '20231309', '2023-02-30', '5 Mar', '5 Marble 2023', '45208', '2023-10-09 25:00'])(
  '%j is no day',
  (cell) => {
    expect(dayIn(cell)).toBeUndefined();
  },
);

test('A day is a day, whatever time a database puts beside it', () => {
  expect(calendarDayIn('2023-10-09 00:00:00')).toBe('2023-10-09');
  expect(calendarDayIn('2023')).toBeUndefined();
});

test('Pairs are parted by commas, but for those within brackets', () => {
  expect(pairTexts('ISR:PSE, USA:IRN,')).toEqual(['ISR:PSE', 'USA:IRN']);
  expect(pairTexts('all')).toEqual(['all']);
  expect(pairTexts('ISR:PSE, USA')).toEqual(['ISR:PSE', 'USA']);
  expect(pairTexts('Guards (north, east):Union')).toEqual(['Guards (north, east):Union']);
});

test('A pair of names with colons has several readings, none with nothing on a side', () => {
  expect(readingsOf('ISR:PSE')).toEqual([['ISR', 'PSE']]);
  expect(readingsOf('M23: March 23: Army')).toEqual([
    ['M23', 'March 23: Army'],
    ['M23: March 23', 'Army'],
  ]);
  expect([readingsOf(':PSE'), readingsOf('ISR'), readingsOf('a::b')]).toEqual([
    [],
    [],
    [
      ['a', ':b'],
      ['a:', 'b'],
    ],
  ]);
});
