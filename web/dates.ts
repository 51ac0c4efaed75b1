/** Dates as a reader sees them: with the precision that the report gave, and instants in the chosen time zone. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthOf = (number: string | undefined): string => MONTHS[Number(number) - 1] ?? '';

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

/** `12 Mar 2026, 14:05`. The names of months are ours, since browsers and servers differ in theirs. */
export function instantIn(iso: string, tz: string): string {
  const parts = Object.fromEntries(
    formatIn(tz)
      .formatToParts(new Date(iso))
      .map(({ type, value }) => [type, value]),
  );
  return `${Number(parts['day'])} ${monthOf(parts['month'])} ${parts['year']}, ${parts['hour']}:${parts['minute']}`;
}

/** An EDTF date: `2023`, `2023-11`, `2023-11-22` or an instant. */
export function dateIn(text: string, tz: string): string {
  if (text.includes('T')) return instantIn(text, tz);
  const [year, month, day] = text.split('-');
  return [day === undefined ? '' : Number(day), monthOf(month), year].filter(Boolean).join(' ');
}

/** The zone as it stands beside times: `UTC`, `Doha`. */
export const zoneName = (tz: string): string => tz.split('/').at(-1)?.replaceAll('_', ' ') ?? tz;

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
