/** Dates as people type them: read as EDTF, and named back. */
import fc from 'fast-check';
import { spanOf } from '../../../events/dates.js';
import { dateInWords } from '../../../web/forms/date-words.js';
import { typedDate } from '../../../web/forms/typed-date.js';
import { offsetAt, offsetText } from '../../../web/forms/zone-time.js';

const runs = { numRuns: Number(process.env['NUM_RUNS'] ?? 200) };

/** Sunday, and already Monday in Auckland. */
const NOW = new Date('2026-11-29T22:10:00Z');
const read = (text: string, tz = 'UTC') => typedDate(text, NOW, tz);

describe('A typed date', () => {
  test.each([
    ['22 Nov 2023', '2023-11-22', 'Wednesday 22 November 2023'],
    ['22 November 2023', '2023-11-22', 'Wednesday 22 November 2023'],
    ['Nov 22, 2023', '2023-11-22', 'Wednesday 22 November 2023'],
    ['Wednesday, 22nd November 2023', '2023-11-22', 'Wednesday 22 November 2023'],
    ['on 22 Nov 2023', '2023-11-22', 'Wednesday 22 November 2023'],
    ['22/11/2023', '2023-11-22', 'Wednesday 22 November 2023'],
    ['22.11.2023', '2023-11-22', 'Wednesday 22 November 2023'],
    ['22-11-23', '2023-11-22', 'Wednesday 22 November 2023'],
    ['3/4/2023', '2023-04-03', 'Monday 3 April 2023'],
    ['11/22/2023', '2023-11-22', 'Wednesday 22 November 2023'],
    ['2023/11/22', '2023-11-22', 'Wednesday 22 November 2023'],
    ['2023-11-22', '2023-11-22', 'Wednesday 22 November 2023'],
    ['٢٢/١١/٢٠٢٣', '2023-11-22', 'Wednesday 22 November 2023'],
    ['“22 Nov 2023”.', '2023-11-22', 'Wednesday 22 November 2023'],
    ['November 2023', '2023-11', 'November 2023'],
    ['nov 2023', '2023-11', 'November 2023'],
    ['11/2023', '2023-11', 'November 2023'],
    ['2023-11', '2023-11', 'November 2023'],
    ['2023', '2023', '2023'],
    ['in 2023', '2023', '2023'],
    ['2023-10-09T13:05:00Z', '2023-10-09T13:05:00Z', 'Monday 9 October 2023, 13:05 UTC'],
    ['2023-10-09 13:05', '2023-10-09T13:05:00Z', 'Monday 9 October 2023, 13:05 UTC'],
    ['22 Nov 2023 14:05', '2023-11-22T14:05:00Z', 'Wednesday 22 November 2023, 14:05 UTC'],
    ['22/11/2023 2:05pm', '2023-11-22T14:05:00Z', 'Wednesday 22 November 2023, 14:05 UTC'],
    ['22 Nov 2023 at 14:05 EET', '2023-11-22T14:05:00+02:00', 'Wednesday 22 November 2023, 14:05 UTC+02:00'],
    ['22 Nov 2023 14:05 UTC+3', '2023-11-22T14:05:00+03:00', 'Wednesday 22 November 2023, 14:05 UTC+03:00'],
    ['2012-12-27/2013-01-02', '2012-12-27/2013-01-02', 'Thursday 27 December 2012 to Wednesday 2 January 2013'],
    ['20–22 November 2023', '2023-11-20/2023-11-22', 'Monday 20 November 2023 to Wednesday 22 November 2023'],
    ['20 to 22 November 2023', '2023-11-20/2023-11-22', 'Monday 20 November 2023 to Wednesday 22 November 2023'],
    ['20/11/2023 - 22/11/2023', '2023-11-20/2023-11-22', 'Monday 20 November 2023 to Wednesday 22 November 2023'],
    ['from 20 Oct to 3 Nov 2023', '2023-10-20/2023-11-03', 'Friday 20 October 2023 to Friday 3 November 2023'],
    [
      'between October 20 and November 3, 2023',
      '2023-10-20/2023-11-03',
      'Friday 20 October 2023 to Friday 3 November 2023',
    ],
    ['October to December 2023', '2023-10/2023-12', 'October 2023 to December 2023'],
    ['2023-11 / 2023-12', '2023-11/2023-12', 'November 2023 to December 2023'],
    ['today', '2026-11-29', 'Sunday 29 November 2026'],
    ['yesterday', '2026-11-28', 'Saturday 28 November 2026'],
    ['3 days ago', '2026-11-26', 'Thursday 26 November 2026'],
    ['last month', '2026-10', 'October 2026'],
    ['yesterday 14:05', '2026-11-28T14:05:00Z', 'Saturday 28 November 2026, 14:05 UTC'],
    ['yesterday to today', '2026-11-28/2026-11-29', 'Saturday 28 November 2026 to Sunday 29 November 2026'],
  ])('%s is %s', async (text, edtf, says) => expect(await read(text)).toEqual({ edtf, says }));

  test('is relative to the day that it is where its reader is', async () => {
    expect(await read('yesterday', 'Pacific/Auckland')).toMatchObject({ edtf: '2026-11-29' });
    expect(await read('today', 'America/Los_Angeles')).toMatchObject({ edtf: '2026-11-29' });
    expect(await read('tomorrow', 'Pacific/Auckland')).toMatchObject({ edtf: '2026-12-01' });
  });

  test('with a time and no zone is of the reader’s zone, summer and winter', async () => {
    expect(await read('22 Nov 2023 14:05', 'Europe/Paris')).toMatchObject({ edtf: '2023-11-22T14:05:00+01:00' });
    expect(await read('2023-07-22 14:05', 'Europe/Paris')).toMatchObject({ edtf: '2023-07-22T14:05:00+02:00' });
    expect(await read('22 Nov 2023 9am', 'Asia/Kolkata')).toMatchObject({ edtf: '2023-11-22T09:00:00+05:30' });
  });

  test.each([
    ['', /Type a date/],
    ['soon', /“soon” is not a date/],
    ['<b>x</b>', /“<b>x<\/b>” is not a date/],
    ['31/2/2023', /There is no such day as 31\/2\/2023/],
    ['2023-02-29', /There is no such day as 29\/2\/2023/],
    ['early November 2023', /Only “November 2023” was understood, as November 2023, and not “early”/],
    ['22 Nov 2023 or 23 Nov 2023', /Only “22 Nov 2023” was understood, as Wednesday 22 November 2023/],
    ['2023-11-22/2023-11-20', /It ends \(Monday 20 November 2023\) before it begins \(Wednesday 22 November 2023\)/],
    ['x'.repeat(101), /too long/],
  ])('%s is refused, with what was understood', async (text, problem) =>
    expect(await read(text)).toEqual({ problem: expect.stringMatching(problem) }),
  );

  test('that is probably a slip is taken with a warning', async () => {
    expect(await read('0025-11-22')).toMatchObject({
      edtf: '0025-11-22',
      warning: expect.stringMatching(/before 1900/),
    });
    expect(await read('22/11/2203')).toMatchObject({ warning: expect.stringMatching(/more than 20 years from now/) });
    expect(await read('Monday 22 November 2023')).toMatchObject({ warning: 'That day is a Wednesday, not a Monday.' });
    expect(await read('22/11/2027')).not.toHaveProperty('warning');
  });
});

describe('Whatever is typed', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2040-12-31T23:59:59Z'), noInvalidDate: true });
  const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Auckland', 'Asia/Jerusalem');

  test('a day is the same however it is written, in every zone', async () => {
    const ways = fc.constantFrom<(y: number, m: number, d: number, words: string) => string>(
      (y, m, d) => `${d}/${m}/${y}`,
      (y, m, d) => `${d}.${m}.${y}`,
      (y, m, d) => `${y}-${m}-${d}`,
      (_, __, ___, words) => words,
      (_, __, ___, words) => words.replace(/^\w+ /, ''),
      (_, __, ___, words) => words.replace(/^\w+ (\d+) (\w+) (\d+)$/, '$2 $1, $3'),
    );
    await fc.assert(
      fc.asyncProperty(days, ways, zones, async (day, way, tz) => {
        const edtf = day.toISOString().slice(0, 10);
        const [y = 0, m = 0, d = 0] = edtf.split('-').map(Number);
        const says = dateInWords(edtf);
        expect(await typedDate(way(y, m, d, says), NOW, tz)).toMatchObject({ edtf, says });
      }),
      runs,
    );
  });

  test('what comes of it is a date that Parley takes, or a problem in words; and it is read the same again', async () => {
    const words = fc.constantFrom(
      '22',
      'Nov',
      '2023',
      '/',
      '-',
      'to',
      'yesterday',
      '14:05',
      'EST',
      'last',
      'week',
      '31',
      'at',
      '0',
      'BC',
    );
    const texts = fc.oneof(
      fc.string({ maxLength: 120 }),
      fc.array(words, { maxLength: 6 }).map((all) => all.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(texts, zones, async (text, tz) => {
        const answer = await typedDate(text, NOW, tz);
        const edtf = 'edtf' in answer ? answer.edtf : '2023';
        expect(spanOf(edtf)).not.toBeNull();
        expect('edtf' in answer ? answer.says : answer.problem).toMatch(/\S/);
        expect('edtf' in answer ? answer.says : '').not.toMatch(/undefined|NaN|null/);
        const again = await typedDate(edtf, NOW, tz);
        expect(again).toMatchObject('edtf' in answer ? { edtf, says: answer.says } : { says: '2023' });
      }),
      runs,
    );
  });
});

test('A zone’s distance from UTC is written as ISO has it', () => {
  const at = Date.parse('2023-11-22T12:00:00Z');
  const written = ['UTC', 'Asia/Kolkata', 'America/New_York'].map((tz) => offsetText(offsetAt(at, tz)));
  expect(written).toEqual(['Z', '+05:30', '-05:00']);
});
