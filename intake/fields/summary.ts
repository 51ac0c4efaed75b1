/** The evidence's own words, shortened to one sentence. */

const LONGEST = 300;

/** In one line; what is longer is cut at a word. */
export function summaryOf(evidence: string): string {
  const line = evidence.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= LONGEST) return line || '…';
  const cut = line.slice(0, LONGEST).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST / 2)).replace(/[\uD800-\uFFFD]$/, '')}…`;
}

/** What stands in the first pair of quotation marks. */
export const quoteOf = (evidence: string): string | undefined =>
  /[“"]([^“”"]{12,})[”"]/.exec(evidence)?.[1]?.trim() || undefined;
