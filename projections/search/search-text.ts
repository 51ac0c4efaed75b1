/** What is looked for: the text of a query as terms, each of which must be found. */
import { formsOf } from './prefixes.js';
import { wordsOf, type Word } from './words.js';

/** One word or phrase of a query. */
export interface Term {
  /** It is found where one of these is: words, as folded, that follow each other. */
  readonly alternatives: readonly (readonly string[])[];
  /** Whether the last word may go on: `negoti*`. */
  readonly isPrefix: boolean;
}

/** The most terms of a query, and the most ways to read a phrase. */
export const MOST_TERMS = 64;
const MOST_READINGS = 120;

/** A phrase in quotation marks, a star after a word, or a word up to the next space. A quotation mark within a Hebrew word is a letter of it. */
const PIECES: Readonly<RegExp> =
  /(?<!\p{Script=Hebrew}\p{M}*(?=.\p{Script=Hebrew}))["“”«»„](?<phrase>(?:[^"“”«»„]|(?<=\p{Script=Hebrew}\p{M}*)["”](?=\p{Script=Hebrew}))*)["“”«»]|(?<piece>(?:[^\s"“”«»„]|(?<=\p{Script=Hebrew}\p{M}*)["”](?=\p{Script=Hebrew}))+)/gu;

/** All sequences with one word of each list, unless they are too many: then the words as they stand. */
function sequences(words: readonly (readonly string[])[]): string[][] {
  const count = words.reduce((product, forms) => product * forms.length, 1);
  if (count > MOST_READINGS) {
    const [first = [], ...rest] = words;
    const bare = rest.map(([word = '']) => [word]);
    return count === first.length || bare.length === 0 ? [...first].map((word) => [word]) : sequences([first, ...bare]);
  }
  return words.reduce<string[][]>((made, forms) => made.flatMap((one) => forms.map((form) => [...one, form])), [[]]);
}

const keysOf = (words: readonly Word[]): string[] => words.map(({ key }) => key);

/** The same words, with those written with a hyphen or an apostrophe as one: `ceasefire talks` of `cease-fire:talks`. */
function asJoined(words: readonly Word[], joined: readonly Word[]): Word[] {
  const wholeOf = (part: Word) => joined.find(({ start, end }) => start <= part.start && part.end <= end);
  return [...new Set(words.map((word) => wholeOf(word) ?? word))];
}

function termOf(words: readonly Word[], joined: readonly Word[], isPrefix = false): Term[] {
  if (words.length === 0) return [];
  const inOrder = isPrefix ? [keysOf(words)] : sequences(keysOf(words).map(formsOf));
  const written = keysOf(asJoined(words, joined));
  return [{ alternatives: written.length < words.length ? [...inOrder, written] : inOrder, isPrefix }];
}

/** Whether nothing but a hyphen, an apostrophe or nothing at all parts two words: then they are one term. */
const follows = (text: string, before: Word, next: Word): boolean => !/\s/u.test(text.slice(before.end, next.start));

/** The words of a piece without spaces: one term where they are written together, as `cease-fire` or `停火`. */
function pieceTerms(piece: string): Term[] {
  const { inOrder, joined } = wordsOf(piece);
  const isPrefix = /[\p{L}\p{N}]\*$/u.test(piece);
  const runs: Word[][] = [];
  for (const word of inOrder) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && follows(piece, last, word)) run.push(word);
    else runs.push([word]);
  }
  return runs.flatMap((run) => termOf(run, joined, isPrefix));
}

/**
 * The terms of a query; none where it has no word and no number. Words stand for themselves, whatever they are: no word and
 * no sign is an operator but quotation marks around a phrase, and a star at the end of a word.
 * @example termsOf('"prisoner swap" Straße').map((t) => t.alternatives) // [[['prisoner', 'swap']], [['strasse']]]
 */
export function termsOf(query: string): Term[] {
  const terms: Term[] = [];
  for (const { groups = {} } of query.matchAll(PIECES)) {
    if (groups['phrase'] === undefined) terms.push(...pieceTerms(groups['piece'] ?? ''));
    else terms.push(...termOf(wordsOf(groups['phrase']).inOrder, []));
  }
  const known = new Set<string>();
  return terms.filter((term) => {
    const key = JSON.stringify(term);
    return !known.has(key) && known.add(key);
  });
}
