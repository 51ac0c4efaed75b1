/** When something happened, as a sentence says: relative to the day of publication, as precise as it is told. */
import { en } from 'chrono-node';
import { spanOf } from '../../events/dates.js';

/** A date that a sentence tells, and its words. */
export interface ToldDate {
  readonly date: string;
  readonly words: string;
}

/** Only sentences with such words are given to the parser of dates, which takes its time. */
const MAY_HAVE_DATE =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|today|yesterday|tonight|week|month|day|night|morning|evening|noon|midnight|year|ago|last|(?:19|20)\d\d)/i;
const LONGEST = 1000;
const WEEK = 7 * 86_400_000;

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Noon of the day of publication, in UTC. */
function noonOf(published: string): Date | null {
  const span = spanOf(published.split('/', 1)[0] ?? '');
  return span && span.first > 0 ? new Date(span.first + (span.last - span.first > 0 ? 43_200_000 : 0)) : null;
}

type Parsed = ReturnType<typeof en.casual.parse>[number];

/** As precise as it is told: a day, a month or a year. */
function dateOf({ start }: Parsed): string | null {
  const [year, month, date] = [start.get('year'), start.get('month'), start.get('day')];
  if (year === null || year < 1000 || year > 9999) return null;
  const isDay = start.isCertain('day') || start.isCertain('weekday');
  if (isDay && month !== null && date !== null)
    return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  if (start.isCertain('month') && month !== null) return `${year}-${String(month).padStart(2, '0')}`;
  return start.isCertain('year') ? String(year) : null;
}

/** A weekday that would come after publication was the one before. */
function notLater(date: string, published: number): string | null {
  const first = spanOf(date)?.first;
  if (first === undefined) return null;
  if (first <= published) return date;
  return date.length === 10 && first - published < WEEK && first - WEEK > 0 ? day(first - WEEK) : null;
}

/** “In 1994”: a year alone, which the parser does not take for a date. */
function toldYear(sentence: string, now: number): ToldDate | null {
  const [words, year] = /\b(?:in|since|during) ((?:19|20)\d\d)\b/i.exec(sentence.slice(0, LONGEST)) ?? [];
  return words !== undefined && year !== undefined && Number(year) <= now ? { date: year, words } : null;
}

/** The first date in a sentence that is not after publication; null where there is none, or no publication to count from. */
export function toldDate(sentence: string, published: string | undefined): ToldDate | null {
  if (!published || !MAY_HAVE_DATE.test(sentence)) return null;
  const noon = noonOf(published);
  if (!noon) return null;
  const found = en.casual.parse(sentence.slice(0, LONGEST), { instant: noon, timezone: 0 });
  for (const one of found) {
    const date = dateOf(one);
    const told = date && notLater(date, noon.getTime());
    if (told && spanOf(told)) return { date: told, words: one.text };
  }
  return toldYear(sentence, noon.getUTCFullYear());
}
