/** Dates in prose. */
import { dateInWords, edtfInWords } from '../../events/words/date-words.js';

/** A date to the day, in UTC, whatever hour was given. @example dayInWords('2023-11-22T14:05:00Z') // '22 Nov 2023' */
export const dayInWords = (text: string): string =>
  edtfInWords(text, (iso) => dateInWords(new Date(iso).toISOString().slice(0, '2026-01-01'.length)));
