/**
 * Sentences, by their offsets. A quotation stays whole, although it holds several. One pass over the text, and no
 * sentence is longer than `LONGEST`: a text of one line costs what it is long.
 */
import type { Span } from '../../events/intake/candidate.js';
import { placeToCut } from '../../events/words/cut.js';

/** Longer than any sentence that is read; what goes on is read as the next. */
const LONGEST = 2000;

/** Words whose full stop ends no sentence. */
const ABBREVIATION =
  /(?:^|[^\p{L}])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Amb|Rev|Hon|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.N|U\.K|E\.U|a\.m|p\.m|i\.e|e\.g|Inc|Corp|Co|Ltd|\p{Lu})$/u;
/** Abbreviations with which a sentence may end, and words with which then the next begins: “until 3 a.m. The envoy …”. */
const MAY_END = /(?:U\.S|U\.N|U\.K|E\.U|a\.m|p\.m|Inc|Corp|Co|Ltd)$/u;
const BEGINS =
  /^[“"‘'(]?(?:The|An?|It|Its|He|She|They|Their|His|Her|We|I|But|And|In|On|At|For|From|By|With|After|Before|When|While|As|If|That|This|These|Those|There|According|Asked|Both|Neither|Two|Three|Several|Some|Most|Many|One|Another|Earlier|Later|Meanwhile|However|Officials|Talks|Negotiators)\b/u;
const CLOSING = /[”"’')\]]/;
const OPENS_NEXT = /^[“"‘'([]?[\p{Lu}\p{N}“"‘']/u;
/** Enough to see an abbreviation in. */
const LOOK_BACK = 8;
/** Enough to see a first word in. */
const LONGEST_FIRST = 14;

const isEnd = (char: string): boolean => char === '.' || char === '!' || char === '?' || char === '…';
const isSpace = (char: string | undefined): boolean => char !== undefined && /\s/.test(char);

/** Where the sentence ends whose last point is at `at`; -1 where it goes on. */
function endAfter(text: string, at: number, lineEnd: number): number {
  let end = at + 1;
  while (end < lineEnd && (isEnd(text[end] ?? '') || CLOSING.test(text[end] ?? ''))) end += 1;
  if (end === lineEnd) return end;
  if (!isSpace(text[end])) return -1;
  let next = end;
  while (next < lineEnd && isSpace(text[next])) next += 1;
  if (text[at] === '.' && end === at + 1) {
    const before = text.slice(Math.max(0, at - LOOK_BACK), at);
    if (ABBREVIATION.test(before))
      return MAY_END.test(before) && BEGINS.test(text.slice(next, next + LONGEST_FIRST)) ? end : -1;
  }
  if (next === lineEnd) return end;
  return OPENS_NEXT.test(text.slice(next, next + 3)) ? end : -1;
}

/** Without the white space around it; null where there is nothing else. */
function trimmed(text: string, start: number, end: number): Span | null {
  let [from, to] = [start, end];
  while (from < to && isSpace(text[from])) from += 1;
  while (to > from && isSpace(text[to - 1])) to -= 1;
  return from < to ? { start: from, end: to } : null;
}

/** Whether quotation marks that were opened are still open after a stretch; straight ones open and close in turn. */
class Quotation {
  private curly = 0;
  private straight = false;

  read(char: string): void {
    if (char === '“' || char === '«') this.curly += 1;
    else if (char === '”' || char === '»') this.curly = Math.max(0, this.curly - 1);
    else if (char === '"') this.straight = !this.straight;
  }

  get isOpen(): boolean {
    return this.curly > 0 || this.straight;
  }
}

function sentencesOfLine(text: string, lineStart: number, lineEnd: number): Span[] {
  const found: Span[] = [];
  let start = lineStart;
  let quotation = new Quotation();
  const push = (end: number) => {
    const span = trimmed(text, start, end);
    if (span) found.push(span);
    start = end;
    quotation = new Quotation();
  };
  for (let at = lineStart; at < lineEnd; at += 1) {
    const char = text[at] ?? '';
    quotation.read(char);
    if (at - start >= LONGEST) push(placeToCut(text, at));
    if (!isEnd(char)) continue;
    const end = endAfter(text, at, lineEnd);
    if (end < 0) continue;
    for (let read = at + 1; read < end; read += 1) quotation.read(text[read] ?? '');
    at = end - 1;
    if (!quotation.isOpen) push(end);
  }
  push(lineEnd);
  return found;
}

/**
 * The sentences of a text. A line ends its last sentence.
 * @param readTo how many code units are read
 */
export function sentencesOf(text: string, readTo: number = text.length): Span[] {
  const found: Span[] = [];
  let start = 0;
  while (start < readTo) {
    const next = text.indexOf('\n', start);
    const end = next < 0 || next > readTo ? readTo : next;
    if (end > start) found.push(...sentencesOfLine(text, start, end));
    start = end + 1;
  }
  return found;
}
