/** Moments of a story in words. */
import { dateIn, instantIn } from '../dates.js';

/** What was told with a day and no time counts as the last instant of that day. */
const END_OF_DAY = 'T23:59:59.999Z';

/** A date that was told without a time stays a date. */
export const momentIn = (at: string, tz: string): string =>
  at.endsWith(END_OF_DAY) ? dateIn(at.slice(0, -END_OF_DAY.length), tz) : instantIn(at, tz);

/** @param to null: until the end of the story */
export const spanIn = (from: string, to: string | null, tz: string): string =>
  to === null
    ? `from ${momentIn(from, tz)} on`
    : to === from
      ? `on ${momentIn(from, tz)}`
      : `${momentIn(from, tz)} to ${momentIn(to, tz)}`;
