/**
 * Dates in EDTF (ISO 8601-2) level 0: a year, month, day, or instant with Z or an offset; or an interval of two of these.
 * Parsed by hand although there is a library: these few forms are all that is needed, and every report of a log is parsed.
 * Without the schema, which is in `edtf.ts`: a browser reads dates too, and loads no schema library for it.
 */
/** Milliseconds since the epoch, UTC. */
export type Instant = number;

/** The first and the last instant of a date; the same for an instant. */
export interface Span {
  readonly first: Instant;
  readonly last: Instant;
}

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}(?::\d{2})?))?)?)?$/;

const start = (year: number, month: number, day: number): Instant => {
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  if (year >= 100) return Date.UTC(year, month - 1, day);
  return new Date(0).setUTCFullYear(year, month - 1, day);
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] as number);

const offsetMinutes = (zone: string): number | null => {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

function spanOfDate(text: string): Span | null {
  const parts = FORM.exec(text);
  if (!parts) return null;
  const [, y, mo, d, h, mi, s, fraction, zone] = parts;
  const [year, month, day] = [Number(y), Number(mo ?? 1), Number(d ?? 1)];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (!mo) return { first: start(year, 1, 1), last: start(year + 1, 1, 1) - 1 };
  if (!d) return { first: start(year, month, 1), last: start(year, month + 1, 1) - 1 };
  if (!h) return { first: start(year, month, day), last: start(year, month, day + 1) - 1 };
  const offset = offsetMinutes(zone ?? 'Z');
  if (Number(h) > 23 || Number(mi) > 59 || Number(s) > 59 || offset === null) return null;
  const millis = fraction ? Math.floor(Number(fraction) * 1000) : 0;
  const at = start(year, month, day) + (Number(h) * 60 + Number(mi) - offset) * 60_000 + Number(s) * 1000 + millis;
  return { first: at, last: at };
}

/**
 * The span of a date; null where the text is no EDTF level 0 date between the years 0001 and 9999, or an interval that
 * ends before it begins.
 * @example spanOf('2023-10') // from 2023-10-01T00:00:00.000Z to 2023-10-31T23:59:59.999Z
 * @example spanOf('2012-12-27/2013-01') // from 2012-12-27T00:00:00.000Z to 2013-01-31T23:59:59.999Z
 */
export function spanOf(text: string): Span | null {
  const slash = text.indexOf('/');
  if (slash < 0) return spanOfDate(text);
  const [begin, end] = [spanOfDate(text.slice(0, slash)), spanOfDate(text.slice(slash + 1))];
  return begin && end && begin.first <= end.last ? { first: begin.first, last: end.last } : null;
}

const spanOrThrow = (text: string): Span => {
  const span = spanOf(text);
  if (!span) throw new RangeError(`not an EDTF date: ${text}`);
  return span;
};

/** The last instant of a date, as which a date of something that happened counts. Throws where the text is no date. */
export const latestInstant = (text: string): Instant => spanOrThrow(text).last;

/** The first instant of a date, as which a date that starts something counts. Throws where the text is no date. */
export const firstInstant = (text: string): Instant => spanOrThrow(text).first;

const HALF_A_DAY = 12 * 60 * 60_000;

/**
 * The last instant of a date of publication anywhere in the world: a day that is given without an hour is over everywhere
 * at noon of the next in UTC. Throws where the text is no date.
 */
export const lastInstantAnywhere = (text: string): Instant =>
  latestInstant(text) + (/T[^/]*$/.test(text) ? 0 : HALF_A_DAY);

/** ISO 8601 in UTC, without milliseconds where they are zero. */
export const isoOf = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z');
