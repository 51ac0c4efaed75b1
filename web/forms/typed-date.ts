/**
 * Dates as people write them, read as EDTF and named back: `22 Nov 2023`, `22/11/2023` (day first), `yesterday`,
 * `November 2023`, `20–22 November 2023`, `22 Nov 2023 14:05 EET`. chrono-node is loaded when words are to be read.
 */
import type { ParsedComponents, ParsedResult } from 'chrono-node';
import { firstInstant, spanOf } from '../../events/dates.js';
import { dateInWords, weekdayOf } from './date-words.js';
import { isoDatesIn, tidied } from './numeric-dates.js';
import { offsetAt, offsetOfWallTime, offsetText } from './zone-time.js';

/** A date that was understood. */
export interface UnderstoodDate {
  readonly edtf: string;
  /** It in words: `Wednesday 22 November 2023`. */
  readonly says: string;
  /** Why it may be a slip. */
  readonly warning?: string;
}

export type TypedDate = UnderstoodDate | NotRead;

/** Where and when something is typed. */
interface Reader {
  readonly today: Date;
  readonly tz: string;
}

interface ReadDate {
  readonly edtf: string;
  readonly warning?: string | undefined;
}
interface NotRead {
  readonly problem: string;
}
type Read = ReadDate | NotRead;

/** Longer texts are no dates, and chrono takes its time with them. */
const MOST = 100;
/** The first year of which a date is likely, and how many years ahead one still is. */
const [EARLIEST, AHEAD] = [1900, 20];

const EXAMPLES = 'such as 22 Nov 2023, 22/11/2023, November 2023 or yesterday';

const refuse = (problem: string): NotRead => ({ problem });
const failed = (read: Read): read is NotRead => 'problem' in read;
const padded = (value: number, length = 2): string => String(value).padStart(length, '0');

const noSuchDay = (iso: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(iso) && spanOf(iso) === null;

/** `2023-11-22 14:05` has no zone: it is the reader's. */
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?$/i;

function localTime(text: string, { tz }: Reader): ReadDate | undefined {
  const found = LOCAL.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second = '00'] = found;
  const offset = offsetOfWallTime([Number(year), Number(month), Number(day)], [Number(hour), Number(minute)], tz);
  const edtf = `${year}-${month}-${day}T${padded(Number(hour))}:${minute}:${second}${offsetText(offset)}`;
  return spanOf(edtf) ? { edtf } : undefined;
}

const part = (of: ParsedComponents, name: Parameters<ParsedComponents['get']>[0]): number => of.get(name) ?? 0;

function timeOf(of: ParsedComponents, { tz }: Reader): string {
  const clock = [part(of, 'hour'), part(of, 'minute')] as const;
  const day = [part(of, 'year'), part(of, 'month'), part(of, 'day')] as const;
  const offset = of.isCertain('timezoneOffset') ? part(of, 'timezoneOffset') : offsetOfWallTime(day, clock, tz);
  const seconds = of.isCertain('second') ? part(of, 'second') : 0;
  return `T${padded(clock[0])}:${padded(clock[1])}:${padded(seconds)}${offsetText(offset)}`;
}

/** As precise as it was told. Undefined where it tells no date. */
function edtfOf(of: ParsedComponents, reader: Reader): string | undefined {
  const year = padded(part(of, 'year'), 4);
  const month = `${year}-${padded(part(of, 'month'))}`;
  const day = `${month}-${padded(part(of, 'day'))}`;
  if (of.isCertain('hour')) return day + timeOf(of, reader);
  if (of.isCertain('day') || of.isCertain('weekday')) return day;
  if (of.isCertain('month')) return month;
  return of.isCertain('year') ? year : undefined;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `Monday 22 November 2023` was a Wednesday. */
function wrongWeekday(of: ParsedComponents): string | undefined {
  if (!of.isCertain('weekday') || !of.isCertain('day')) return undefined;
  const named = weekdayOf(part(of, 'year'), part(of, 'month'), part(of, 'day'));
  const typed = WEEKDAYS[part(of, 'weekday')];
  return typed === named ? undefined : `That day is a ${named}, not a ${typed}.`;
}

/** What may stand beside a date without changing it. */
const FILLER = /\b(?:on|at|in|the|of|by|since|from)\b|[\s,.;()]/gi;

function leftOver(text: string, results: readonly ParsedResult[]): string {
  let [rest, at] = ['', 0];
  for (const { index, text: read } of results) [rest, at] = [`${rest} ${text.slice(at, index)}`, index + read.length];
  return `${rest} ${text.slice(at)}`.trim();
}

function ofComponents(of: ParsedComponents, reader: Reader): Read {
  const edtf = edtfOf(of, reader);
  if (edtf === undefined || spanOf(edtf) === null) return refuse(`This is not a date that can be read, ${EXAMPLES}.`);
  return { edtf, warning: wrongWeekday(of) };
}

/** In words, by chrono: everything that was typed must have been read. */
async function inWords(text: string, reader: Reader): Promise<Read> {
  // As on a British desk: 3/4 is 3 April.
  const { GB } = await import('chrono-node/en');
  const reference = { instant: reader.today, timezone: offsetAt(reader.today.getTime(), reader.tz) };
  const results = GB.parse(text, reference);
  const [first] = results;
  if (!first) return refuse(`“${text}” is not a date that can be read, ${EXAMPLES}.`);
  const start = ofComponents(first.start, reader);
  if (failed(start)) return start;
  const rest = leftOver(text, results.slice(0, 1));
  if (rest.replaceAll(FILLER, '') !== '')
    return refuse(`Only “${first.text}” was understood, as ${dateInWords(start.edtf)}, and not “${rest}”.`);
  return first.end ? joined(start, ofComponents(first.end, reader)) : start;
}

function joined(begin: Read, end: Read): Read {
  if (failed(begin)) return begin;
  if (failed(end)) return end;
  if (begin.edtf.includes('/') || end.edtf.includes('/')) return refuse('An interval is between two dates.');
  const edtf = `${begin.edtf}/${end.edtf}`;
  if (spanOf(edtf) === null)
    return refuse(`It ends (${dateInWords(end.edtf)}) before it begins (${dateInWords(begin.edtf)}).`);
  return { edtf, warning: begin.warning ?? end.warning };
}

async function oneDate(text: string, reader: Reader): Promise<Read> {
  const bare = text.replace(/^(?:in|on|the year)\s+(?=\d)/i, '').toUpperCase();
  if (spanOf(bare)) return { edtf: bare };
  if (noSuchDay(bare)) return refuse(`There is no such day as ${bare.split('-').toReversed().map(Number).join('/')}.`);
  return localTime(bare, reader) ?? (await inWords(text, reader));
}

const MONTH_NAME = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const BETWEEN = /\s*(?:–|—|\.{2,3}|\/)\s*|\s+(?:to|till|until|through|and|-)\s+/i;
/** A half of an interval that says its own day: no bare number, and no time alone. */
const hasOwnDay = (half: string): boolean =>
  !/^\d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?$/i.test(half) && !/^\d{1,2}(?::\d{2}|\s?[ap]m)/i.test(half);

/** The two ends of an interval; undefined where it is none, or one whose ends only chrono can tell. */
function endsIn(text: string): readonly [string, string] | undefined {
  const [begin = '', end = '', ...more] = text.replace(/^(?:from|between)\s+/i, '').split(BETWEEN);
  if (more.length > 0 || begin === '' || end === '' || !hasOwnDay(begin) || !hasOwnDay(end)) return undefined;
  const year = /\b\d{4}$/.exec(end)?.[0];
  // `20 October to 3 November 2023`
  const lacksYear = MONTH_NAME.test(begin) && !/\d{4}/.test(begin);
  return [lacksYear && year !== undefined ? `${begin} ${year}` : begin, end];
}

async function dateOrInterval(text: string, reader: Reader): Promise<Read> {
  const ends = endsIn(text);
  if (!ends) return oneDate(text, reader);
  const [begin, end] = [await oneDate(ends[0], reader), await oneDate(ends[1], reader)];
  return failed(begin) && failed(end) ? oneDate(text, reader) : joined(begin, end);
}

function unlikely(edtf: string, { today }: Reader): string | undefined {
  const first = firstInstant(edtf);
  const year = Number(edtf.slice(0, 4));
  if (year < EARLIEST) return `It is before ${EARLIEST}: is the year right?`;
  const limit = new Date(today).setUTCFullYear(today.getUTCFullYear() + AHEAD);
  return first > limit ? `It is more than ${AHEAD} years from now: is the year right?` : undefined;
}

/**
 * Reads a date that somebody typed.
 * @param today the present: `yesterday` is the day before it in the reader's zone
 * @param tz the reader's time zone, for relative days and times without one
 */
export async function typedDate(text: string, today: Date, tz: string): Promise<TypedDate> {
  const typed = tidied(text);
  if (typed === '') return refuse(`Type a date, ${EXAMPLES}.`);
  if (typed.length > MOST) return refuse(`This is too long for a date, ${EXAMPLES}.`);
  const reader = { today, tz };
  const iso = isoDatesIn(typed);
  const read = spanOf(iso) ? { edtf: iso } : await dateOrInterval(iso, reader);
  if (failed(read)) return read;
  const { edtf, warning = unlikely(edtf, reader) }: ReadDate = read;
  return { edtf, says: dateInWords(edtf), ...(warning === undefined ? {} : { warning }) };
}
