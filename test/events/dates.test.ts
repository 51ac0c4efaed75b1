import { isoOf, spanOf } from '../../events/dates.js';
import { edtf } from '../../events/edtf.js';

test.each([
  ['2023', '2023-01-01T00:00:00Z', '2023-12-31T23:59:59.999Z'],
  ['2024-02', '2024-02-01T00:00:00Z', '2024-02-29T23:59:59.999Z'],
  ['2023-10-09', '2023-10-09T00:00:00Z', '2023-10-09T23:59:59.999Z'],
  ['2012-12-27/2013-01-02', '2012-12-27T00:00:00Z', '2013-01-02T23:59:59.999Z'],
  ['2012-12-27/2012-12', '2012-12-27T00:00:00Z', '2012-12-31T23:59:59.999Z'],
  ['2023-10-09T13:05:00+02:00', '2023-10-09T11:05:00Z', '2023-10-09T11:05:00Z'],
])('%s covers %s to %s', (text, first, last) => {
  const span = spanOf(text);
  expect(span && [isoOf(span.first), isoOf(span.last)]).toEqual([first, last]);
});

test.each([
  '',
  '0000',
  '23-10-09',
  '2023-13',
  '2023-02-29',
  '2023-10-09T24:00:00Z',
  '2023-10-09T13:05:00',
  '2023-10-09T13:05:00+15:00',
  '2023-10-09/2023-10-08',
  '2023-10-09/',
  '2023-10-09/2023-10-10/2023-10-11',
])('%s is refused', (text) => expect(edtf.safeParse(text).success).toBe(false));

test('Every month of every year has the days that the calendar gives it', () => {
  const padded = (number: number, length: number) => String(number).padStart(length, '0');
  const wrong: string[] = [];
  for (let year = 1; year <= 9999; year += 1)
    for (let month = 1; month <= 12; month += 1) {
      const days = new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
      const [last, after] = [days, days + 1].map((day) => `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`);
      const begins = new Date(0).setUTCFullYear(year, month - 1, days);
      if (spanOf(last ?? '')?.first !== begins || spanOf(after ?? '') !== null) wrong.push(last ?? '');
    }
  expect(wrong).toEqual([]);
});
