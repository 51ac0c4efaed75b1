/** Dates in full words, as a form names back what it has understood. */
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The name of a day of the week. */
export function weekdayOf(year: number, month: number, day: number): string {
  return DAYS[new Date(new Date(0).setUTCFullYear(year, month - 1, day)).getUTCDay()] ?? '';
}

const yearWords = (year: number): string => (year < 1000 ? `the year ${year}` : String(year));

function oneInWords(date: string): string {
  const [day = '', time] = date.split('T');
  const [year = 0, month, of] = day.split('-').map(Number);
  if (month === undefined) return yearWords(year);
  const monthAndYear = `${MONTHS[month - 1]} ${yearWords(year)}`;
  if (of === undefined) return monthAndYear;
  const inWords = `${weekdayOf(year, month, of)} ${of} ${monthAndYear}`;
  if (time === undefined) return inWords;
  const [, clock = '', zone = ''] = /^([\d:.]+)(.*)$/.exec(time) ?? [];
  return `${inWords}, ${clock.replace(/:00(\.0+)?$/, '')} UTC${zone === 'Z' ? '' : zone}`;
}

/**
 * A date in EDTF in words.
 * @example dateInWords('2023-11-22') // 'Wednesday 22 November 2023'
 * @example dateInWords('2023-11-22T13:05:00+03:00') // 'Wednesday 22 November 2023, 13:05 UTC+03:00'
 * @example dateInWords('2012-12-27/2013-01') // 'Thursday 27 December 2012 to January 2013'
 */
export const dateInWords = (edtf: string): string => edtf.split('/').map(oneInWords).join(' to ');
