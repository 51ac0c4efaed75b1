/** Silence: that nothing has been reported of talks for longer than somebody wanted to wait. Time alone makes it. */
import { isoOf, type Instant } from '../../events/dates.js';
import { dateInWords } from '../../events/words/date-words.js';

const DAY = 86_400_000;

/** The first instant at which silence is longer than so many days. @param newest when the newest report was published */
export const silentFrom = (newest: Instant, days: number): Instant => newest + days * DAY + 1;

/** Whether that instant is in a span of time, whose end belongs to it. */
export const isWithin = (at: Instant, after: Instant, upTo: Instant): boolean => after < at && at <= upTo;

/** The field that says so, in the way of other fields. */
export const silenceField = (days: number): string => `silence/${days}`;

/** The silence as a sentence. */
export function silenceInWords(newest: Instant, days: number): string {
  const day = isoOf(newest).slice(0, '2026-01-01'.length);
  return `Nothing has been reported for longer than ${days === 1 ? 'a day' : `${days} days`}: the newest report was published on ${dateInWords(day)}.`;
}
