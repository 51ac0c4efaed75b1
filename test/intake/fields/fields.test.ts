/** What is filled in besides kind and party: dates, quantities, subjects. */
import { toldDate } from '../../../intake/fields/dates.js';
import { subjectsOf, titledIn } from '../../../intake/fields/subjects.js';
import { summaryOf } from '../../../intake/fields/summary.js';
import { termsIn } from '../../../intake/fields/terms.js';
import { tokensOf } from '../../../intake/text/tokens.js';
import { TRUCE } from '../talks-for-tests.js';

/** A Friday. */
const PUBLISHED = '2023-11-10';

test.each([
  ['They met on Wednesday.', '2023-11-08'],
  ['They met yesterday.', '2023-11-09'],
  ['They met on Oct. 7.', '2023-10-07'],
  ['They met in October 2022.', '2022-10'],
  ['The pact was signed in 1994.', '1994'],
  ['They met on Saturday.', '2023-11-04'],
])('%s', (sentence, date) => {
  expect(toldDate(sentence, PUBLISHED)?.date).toBe(date);
});

test('no date is told where none is, where it is yet to come, and where nothing says from when to count', () => {
  expect(toldDate('They met.', PUBLISHED)).toBeNull();
  expect(toldDate('The truce ends on 3 March 2024.', PUBLISHED)).toBeNull();
  expect(toldDate('They met yesterday.', undefined)).toBeNull();
});

const terms = (sentence: string) => termsIn(tokensOf(sentence, 0), (start, end) => sentence.slice(start, end));

test.each([
  ['They would free 36 prisoners.', { item: 'prisoners', quantity: 36, unit: 'person', text: '36 prisoners' }],
  ['The union wants a raise of 12.5 percent.', { item: 'raise', quantity: 12.5, unit: 'percent' }],
  ['It offered a raise of $4 an hour.', { item: 'raise', quantity: 4, unit: 'USD', per: 'hour' }],
  ['A fund of 100 billion euros is planned.', { item: 'fund', quantity: 100_000_000_000, unit: 'EUR' }],
  ['A truce of at least 45 days is planned.', { item: 'duration', min: 45, unit: 'day' }],
  ['Up to fifty trucks would enter.', { item: 'trucks', max: 50, unit: 'truck' }],
])('%s', (sentence, term) => {
  expect(terms(sentence)[0]).toMatchObject(term);
});

test('a year, a day of a month and two sides are no terms', () => {
  expect(terms('In 2023 the two sides met on 7 October.')).toEqual([]);
});

test('a subject of the record is found by the words that it shares with its title', () => {
  const titled = titledIn(TRUCE);
  const about = (kind: 'stance' | 'denial' | 'acceptance', text: string) =>
    subjectsOf(kind, text, tokensOf(text, 0), titled)[0];
  expect(about('stance', 'It wants the hostages exchanged for prisoners.')).toEqual({ issue: 'prisoner-exchange' });
  expect(about('denial', 'There are no talks.')).toEqual({ claim: 'talks' });
  expect(about('denial', 'Nobody had met in secret in Vienna.')).toEqual({ claim: 'secret-meeting' });
  expect(about('acceptance', 'It accepts the swap for 36 prisoners.')).toEqual({ proposal: 'swap-of-36' });
});

test('a summary is one line, and ends at a word', () => {
  expect(summaryOf('One\n two\tthree.')).toBe('One two three.');
  const long = summaryOf('word '.repeat(200));
  expect(long.length).toBeLessThanOrEqual(301);
  expect(long.endsWith('word…')).toBe(true);
});
