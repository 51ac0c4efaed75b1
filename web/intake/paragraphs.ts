/** An article's text in paragraphs, cut where the evidence of candidates begins and ends. */

interface Span {
  readonly start: number;
  readonly end: number;
}
interface Placed {
  readonly candidate: string;
  readonly evidence: readonly Span[];
}

/** A stretch of text that the same candidates rest on. */
export interface Piece {
  /** Where it begins in the article, in UTF-16 code units. */
  readonly start: number;
  readonly text: string;
  readonly of: readonly string[];
  /** The candidates whose evidence ends here: their numbers stand after it. */
  readonly ends: readonly string[];
}

export interface Paragraph {
  readonly start: number;
  readonly pieces: readonly Piece[];
  /** The candidates whose evidence begins in it. */
  readonly candidates: readonly string[];
}

/** Without the empty lines between them. */
function boundsOf(text: string): Span[] {
  const bounds: Span[] = [];
  let start = 0;
  for (const { index, 0: gap } of text.matchAll(/\n(?:[^\S\n]*\n)+/g)) {
    if (text.slice(start, index).trim() !== '') bounds.push({ start, end: index });
    start = index + gap.length;
  }
  if (text.slice(start).trim() !== '') bounds.push({ start, end: text.length });
  return bounds;
}

function piecesIn(text: string, { start, end }: Span, placed: readonly Placed[]): Piece[] {
  const spans = placed.flatMap(({ candidate, evidence }) => evidence.map((span) => ({ candidate, ...span })));
  const within = spans.filter((span) => span.start < end && span.end > start);
  const cuts = [...new Set([start, end, ...within.flatMap((span) => [span.start, span.end])])]
    .filter((cut) => cut >= start && cut <= end)
    .toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? end;
    const over = within.filter((span) => span.start <= from && span.end >= to);
    return {
      start: from,
      text: text.slice(from, to),
      of: [...new Set(over.map(({ candidate }) => candidate))],
      ends: [...new Set(over.filter((span) => span.end === to).map(({ candidate }) => candidate))],
    };
  });
}

const firstOf = ({ evidence }: Placed): number => evidence[0]?.start ?? 0;

/** Every candidate stands in exactly one paragraph. */
export function paragraphsOf(text: string, placed: readonly Placed[]): Paragraph[] {
  const bounds = boundsOf(text);
  return bounds.map((bound, i) => {
    // What begins between two paragraphs belongs to the next one.
    const after = i === 0 ? 0 : (bounds[i - 1]?.end ?? 0);
    const until = i === bounds.length - 1 ? Number.POSITIVE_INFINITY : bound.end;
    return {
      start: bound.start,
      pieces: piecesIn(text, bound, placed),
      candidates: placed
        .filter((one) => firstOf(one) >= after && firstOf(one) < until)
        .map(({ candidate }) => candidate),
    };
  });
}

/** Where the whole text is not kept: what is left of each candidate’s evidence, each by itself. */
export const paragraphsOfEvidence = (
  placed: readonly (Placed & { readonly text: readonly (string | null)[] })[],
): Paragraph[] =>
  placed.map(({ candidate, evidence, text }) => ({
    start: evidence[0]?.start ?? 0,
    pieces: text.flatMap((words, i) =>
      words === null
        ? []
        : [
            {
              start: evidence[i]?.start ?? 0,
              text: words,
              of: [candidate],
              ends: i === text.length - 1 ? [candidate] : [],
            },
          ],
    ),
    candidates: [candidate],
  }));
