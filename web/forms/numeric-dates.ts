/** Dates in digits, read with the day first and written as ISO: `22/11/2023` → `2023-11-22`. */

const DIGIT_SETS = [0x0660, 0x06f0, 0xff10];

/** Digits of other scripts as 0 to 9. */
const plainDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    return String(code - (DIGIT_SETS.find((zero) => code >= zero && code < zero + 10) ?? code));
  });

const INVISIBLE = /[\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** What was typed, without what cannot be seen, quotation marks around it and repeated spaces. */
export const tidied = (text: string): string =>
  plainDigits(text.replaceAll(INVISIBLE, ''))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s"'“”‘’(]+|[\s"'“”‘’).,;]+$/g, '');

const two = (digits: string): string => digits.padStart(2, '0');
const fullYear = (digits: string): string =>
  digits.length === 2 ? `${Number(digits) < 70 ? '20' : '19'}${digits}` : digits;

/** The month is first where the day cannot be. */
function dayFirst(first: string, second: string, year: string): string {
  const [day, month] = Number(second) > 12 && Number(first) <= 12 ? [second, first] : [first, second];
  return `${fullYear(year)}-${two(month)}-${two(day)}`;
}

const DAY_MONTH_YEAR = /(?<![\d/.:-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d:]|[/.-]\d)/g;
const YEAR_MONTH_DAY = /(?<![\d/.:-])(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?![\d:]|[/.-]\d)/g;
const MONTH_YEAR = /^(\d{1,2})[/.-](\d{4})$/;
const YEAR_MONTH = /^(\d{4})[/.-](\d{1,2})$/;

/** The text with each date in digits as ISO writes it. Whether there is such a day is not looked at. */
export function isoDatesIn(text: string): string {
  return text
    .replace(MONTH_YEAR, (_, month: string, year: string) => `${year}-${two(month)}`)
    .replace(YEAR_MONTH, (_, year: string, month: string) => `${year}-${two(month)}`)
    .replaceAll(
      YEAR_MONTH_DAY,
      (_, year: string, __, month: string, day: string) => `${year}-${two(month)}-${two(day)}`,
    )
    .replaceAll(DAY_MONTH_YEAR, (_, first: string, __, second: string, year: string) => dayFirst(first, second, year));
}
