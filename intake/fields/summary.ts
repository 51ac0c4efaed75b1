/** The evidence's own words, shortened to one sentence. */
import { cutTo } from '../../events/words/cut.js';

const LONGEST = 300;

/** In one line; what is longer is cut at a word. */
export function summaryOf(evidence: string): string {
  const line = evidence.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= LONGEST) return line || '…';
  return `${cutTo(line, Math.max(line.lastIndexOf(' ', LONGEST - 1), LONGEST / 2))}…`;
}

/** What stands in the first pair of quotation marks. */
export const quoteOf = (evidence: string): string | undefined =>
  /[“"]([^“”"]{12,})[”"]/.exec(evidence)?.[1]?.trim() || undefined;
