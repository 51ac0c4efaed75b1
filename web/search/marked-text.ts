/** A text cut at its marks, and shortened around the first of them. */
import type { FoundText } from '../../answers/search.js';

export interface Segment {
  readonly text: string;
  readonly marked: boolean;
}

/** The longest text that is shown whole, and how much is shown before the first mark of a longer one. */
const WHOLE = 360;
const BEFORE = 90;

/** A place to cut that does not part a word, nor the halves of a character. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.indexOf(' ', at);
  return space < 0 || space > at + 40 ? at + Number(isLowSurrogate(text, at)) : space + 1;
}
const isLowSurrogate = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at));

/** The segments of a text, in order; `…` where something is left out. */
export function segmentsOf({ text, marks }: Pick<FoundText, 'text' | 'marks'>): Segment[] {
  const isWhole = text.length <= WHOLE;
  const first = marks[0]?.[0] ?? 0;
  const start = isWhole ? 0 : Math.min(first, wordStart(text, first - BEFORE));
  const end = isWhole ? text.length : Math.min(text.length, wordStart(text, start + WHOLE));
  const segments: Segment[] = start > 0 ? [{ text: '… ', marked: false }] : [];
  let at = start;
  for (const [from, to] of marks.filter((mark) => mark[0] >= start && mark[1] <= end)) {
    if (from > at) segments.push({ text: text.slice(at, from), marked: false });
    segments.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (end > at) segments.push({ text: text.slice(at, end), marked: false });
  if (end < text.length) segments.push({ text: ' …', marked: false });
  return segments;
}
