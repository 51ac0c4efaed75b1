/** Marks: where the terms of a query stand in a text. */
import type { Term } from './search-text.js';
import { wordsOf, type Word, type Words } from './words.js';

/** The UTF-16 units of a text from `0` on up to, and without, `1`. */
export type Mark = readonly [start: number, end: number];

const isAt = (words: readonly Word[], at: number, keys: readonly string[], isPrefix: boolean): boolean =>
  keys.every((key, i) => {
    const found = words[at + i]?.key;
    return found === key || (isPrefix && i === keys.length - 1 && found?.startsWith(key) === true);
  });

function placesIn(words: readonly Word[], keys: readonly string[], isPrefix: boolean): Mark[] {
  return words.flatMap((word, at) =>
    isAt(words, at, keys, isPrefix) ? [[word.start, (words[at + keys.length - 1] as Word).end] as const] : [],
  );
}

/** Where a term stands in these words. */
function marksOfTerm({ inOrder, joined }: Words, { alternatives, isPrefix }: Term): Mark[] {
  // Most terms are one word in many forms.
  const single = new Set(alternatives.flatMap((keys) => (keys.length === 1 ? keys : [])));
  const words = [...inOrder, ...joined]
    .filter(({ key }) => single.has(key) || (isPrefix && [...single].some((one) => key.startsWith(one))))
    .map(({ start, end }): Mark => [start, end]);
  const phrases = alternatives.filter((keys) => keys.length > 1);
  return [...words, ...phrases.flatMap((keys) => placesIn(inOrder, keys, isPrefix))];
}

/** In order; those that overlap or touch are one. */
function merged(marks: readonly Mark[]): Mark[] {
  const all: [number, number][] = [];
  for (const [start, end] of marks.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = all.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else all.push([start, end]);
  }
  return all;
}

/** Where the terms stand in texts, and whether each of them stands in one of the texts. */
export interface Found {
  /** For each text its marks, in order. */
  readonly marks: readonly (readonly Mark[])[];
  readonly isFound: boolean;
}

/** Looks for terms in the texts of one thing. */
export const findTerms = (terms: readonly Term[], texts: readonly string[]): Found =>
  findInWords(terms, texts.map(wordsOf));

/** The same in texts that have been cut into words. */
export function findInWords(terms: readonly Term[], words: readonly Words[]): Found {
  const byTerm = terms.map((term) => words.map((one) => marksOfTerm(one, term)));
  return {
    marks: words.map((_, i) => merged(byTerm.flatMap((marks) => marks[i] ?? []))),
    isFound: byTerm.every((marks) => marks.some((of) => of.length > 0)),
  };
}
