/** Dates in cells, in the ways in which datasets, databases and spreadsheets print them. */
import { spanOf } from '../dates.js';

/** What stands first where a date is three numbers: the day, or the month. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const MONTHS: readonly string[] =
  'january february march april may june july august september october november december'.split(' ');

/** Some programs print whole numbers as `20231009.0`. */
const DAY = /^(\d{4})(\d\d)(\d\d)(?:\.0)?$/;
const SECOND = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.0)?$/;
const WITH_TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(?:\.\d+)? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;
const YEAR_FIRST = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4}|\d\d)$/;
const MONTH_FIRST = /^([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})$/;
const IN_NUMBERS = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)$/;
/** Spreadsheets print days with the time at which they begin. */
const MIDNIGHT = /(?<=^\S+) (?:0?0:00(?::00)?|12:00:00 AM)$/;

const two = (number: string): string => number.padStart(2, '0');
const fullYear = (year: string): string => (year.length === 4 ? year : `${Number(year) < 70 ? '20' : '19'}${year}`);
const edtf = (year: string, month: string, day: string): string => `${fullYear(year)}-${two(month)}-${two(day)}`;

function inWords(name: string, day: string, year: string): string | undefined {
  const month = MONTHS.findIndex((one) => one.startsWith(name.toLowerCase()));
  return month === -1 ? undefined : edtf(year, String(month + 1), day);
}

function zoneOf(zone: string): string {
  if (zone === '' || zone === 'Z' || zone === 'UTC') return 'Z';
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
}

function asEdtf(text: string, order: DateOrder | undefined): string | undefined {
  const [, year, month, day] = DAY.exec(text) ?? YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return edtf(year, month ?? '', day ?? '');
  const second = SECOND.exec(text);
  if (second) return `${second[1]}-${second[2]}-${second[3]}T${second[4]}:${second[5]}:${second[6]}Z`;
  const timed = WITH_TIME.exec(text);
  if (timed) return `${timed[1]}T${timed[2]}${timed[3] ?? ':00'}${zoneOf(timed[4] ?? '')}`;
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return inWords(dayFirst[2] ?? '', dayFirst[1] ?? '', dayFirst[3] ?? '');
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) return inWords(monthFirst[1] ?? '', monthFirst[2] ?? '', monthFirst[3] ?? '');
  const [, first = '', then = '', last = ''] = IN_NUMBERS.exec(text) ?? [];
  if (last === '') return text;
  if (order === undefined) return undefined;
  return order === 'dmy' ? edtf(last, then, first) : edtf(last, first, then);
}

const bare = (cell: string): string => cell.trim().replace(MIDNIGHT, '');

/**
 * The date of a cell as EDTF: `20231009`, `20231009130500`, `2023-10-09`, `2023-10-09 13:05:00`, `2023/10/9`,
 * `9 October 2023`, `9-Oct-23`, `October 9, 2023`, or EDTF; times are in UTC unless they say otherwise. Undefined where it is
 * none: what may be read in two ways, such as `09/10/2023`, is not guessed.
 * @param order how such dates are to be read
 */
export function dateIn(cell: string, order?: DateOrder): string | undefined {
  const date = asEdtf(bare(cell), order);
  return date !== undefined && date.length <= 80 && spanOf(date) ? date : undefined;
}

/** The same, of a day or an instant: `2023` is none. */
export function dayIn(cell: string, order?: DateOrder): string | undefined {
  const date = dateIn(cell, order);
  return date !== undefined && /^\d{4}-\d\d-\d\d(?:T[^/]*)?$/.test(date) ? date : undefined;
}

/** The day on which something happened, where the column has days: a time beside it is that of a database. */
export const calendarDayIn = (cell: string, order?: DateOrder): string | undefined => dayIn(cell, order)?.slice(0, 10);

/** What is wrong with a cell that holds no such date. */
export const noDate = (cell: string, such: string): string =>
  IN_NUMBERS.test(bare(cell))
    ? 'may be read in two ways: say whether dates begin with the day or with the month (dates: dmy, or mdy)'
    : `is no ${such}`;
