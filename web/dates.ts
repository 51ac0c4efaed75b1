/** Dates as a reader sees them: with the precision that the report gave, and instants in the chosen time zone. */
import { edtfInWords, monthInWords } from '../events/words/date-words.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(tz: string): Intl.DateTimeFormat {
  const known = formats.get(tz);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: tz,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(tz, made);
  return made;
}

export function isTimeZone(tz: string): boolean {
  try {
    return formatIn(tz) !== undefined;
  } catch {
    return false;
  }
}

function instantInUtc(iso: string): string {
  const [date = '', time = ''] = new Date(iso).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${monthInWords(month)} ${Number(year)}, ${time.slice(0, 5)}`;
}

/** `12 Mar 2026, 14:05`. */
export function instantIn(iso: string, tz: string): string {
  // Most pages are read in it, and a long one holds hundreds of instants.
  if (tz === 'UTC') return instantInUtc(iso);
  const parts = Object.fromEntries(
    formatIn(tz)
      .formatToParts(new Date(iso))
      .map(({ type, value }) => [type, value]),
  );
  return `${Number(parts['day'])} ${monthInWords(parts['month'])} ${parts['year']}, ${parts['hour']}:${parts['minute']}`;
}

/** An EDTF date: `2023`, `2023-11`, `2023-11-22`, an instant, or an interval of two of these. */
export const dateIn = (text: string, tz: string): string => edtfInWords(text, (iso) => instantIn(iso, tz));

/** The zone as it stands beside times: `UTC`, `Doha`. */
export const zoneName = (tz: string): string => tz.split('/').at(-1)?.replaceAll('_', ' ') ?? tz;

/** As it was given; of an instant, in which zone it is shown. */
export const dateInFull = (text: string, tz: string): string =>
  text.includes('T') ? `${text} (shown in ${zoneName(tz)})` : text;

/** A date with the zone beside an instant. */
export const momentInWords = (text: string, tz: string): string =>
  text.includes('T') ? `${dateIn(text, tz)} ${zoneName(tz)}` : dateIn(text, tz);

export const ZONES = [
  'UTC',
  'Europe/London',
  'Europe/Paris',
  'Europe/Kyiv',
  'Africa/Cairo',
  'Asia/Jerusalem',
  'Asia/Gaza',
  'Asia/Qatar',
  'Asia/Tehran',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Australia/Sydney',
  'America/New_York',
  'America/Bogota',
  'America/Los_Angeles',
];
