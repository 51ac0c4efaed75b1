/** A sentence of an article: where it starts and ends, in UTF-16 code units. */
export type SentenceSpan = readonly [start: number, end: number];

const FULL_STOP =
  /(?<!\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.N|U\.K|a\.m|p\.m|Inc|Corp|Co|Ltd|[A-Z]))[.!?][”"’')]*(?=\s+[“"‘'(]?[A-Z0-9]|\s*$)/g;

const count = (text: string, quote: RegExp) => text.match(quote)?.length ?? 0;
const isQuotationOpen = (text: string) => count(text, /“/g) > count(text, /”/g) || count(text, /"/g) % 2 === 1;

/**
 * The sentences that the codings count: quotations are kept whole. It is the scorer's division, and deliberately not
 * the one of `intake/`: the numbers must not move when the rules learn to divide better.
 */
export function sentencesOf(text: string): SentenceSpan[] {
  const sentences: SentenceSpan[] = [];
  for (const paragraph of text.matchAll(/[^\n]+/g)) {
    const paragraphEnd = paragraph.index + paragraph[0].length;
    let start = paragraph.index;
    for (const stop of paragraph[0].matchAll(FULL_STOP)) {
      const end = paragraph.index + stop.index + stop[0].length;
      if (isQuotationOpen(text.slice(start, end)) && end < paragraphEnd) continue;
      sentences.push([start, end]);
      start = end;
    }
    if (start < paragraphEnd) sentences.push([start, paragraphEnd]);
  }
  return sentences;
}
