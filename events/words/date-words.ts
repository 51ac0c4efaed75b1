/** Dates as readers say them, with the precision that was given. The names of months are ours: browsers and servers differ in theirs. */
const MONTHS: readonly string[] = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `03` → `Mar`. */
export const monthInWords = (number: string | undefined): string => MONTHS[Number(number) - 1] ?? '';

/**
 * An EDTF date: `2023`, `Nov 2023`, `22 Nov 2023`, an interval `27 Dec 2012 to 2 Jan 2013`.
 * @param instant says an instant in ISO 8601
 */
export function edtfInWords(text: string, instant: (iso: string) => string): string {
  const [begin, end] = text.split('/');
  if (begin !== undefined && end !== undefined) return `${edtfInWords(begin, instant)} to ${edtfInWords(end, instant)}`;
  if (text.includes('T')) return instant(text);
  const [year, month, day] = text.split('-');
  return [day === undefined ? '' : String(Number(day)), monthInWords(month), year].filter(Boolean).join(' ');
}

/** `22 Nov 2023, 14:05 UTC`; the instant as it is, where it cannot be read. */
function instantInUtc(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const [date = '', time = ''] = at.toISOString().split('T');
  return `${edtfInWords(date, String)}, ${time.slice(0, 5)} UTC`;
}

/** A date in UTC. */
export const dateInWords = (text: string): string => edtfInWords(text, instantInUtc);

/** A date to the day, in UTC, whatever hour was given. @example dayInWords('2023-11-22T14:05:00Z') // '22 Nov 2023' */
export const dayInWords = (text: string): string =>
  edtfInWords(text, (iso) => dateInWords(new Date(iso).toISOString().slice(0, '2026-01-01'.length)));
