/**
 * A small language for frames of words. A pattern is a row of elements, apart by a space:
 *
 * | element | stands for |
 * | --- | --- |
 * | `talk\|negotiation` | one of these words, in any form |
 * | `v:offer` | the same as a verb |
 * | `n:offer` | the same as a noun |
 * | `@` | a party |
 * | `#` | a number |
 * | `NOT` | not, never, no, … |
 * | `~` | up to three words of the same clause |
 * | `~~` | up to nine words, commas too |
 * | `"` | a quotation mark |
 * | `!to` | the next word is not “to”; it takes no word |
 *
 * A `?` at the end makes an element optional.
 */
import type { Token } from './tokens.js';

type Sort = 'any' | 'verb' | 'noun' | 'party' | 'number' | 'gap' | 'not';

interface Element {
  readonly sort: Sort;
  readonly words: ReadonlySet<string>;
  readonly isOptional: boolean;
  readonly longest: number;
}

export interface Pattern {
  readonly text: string;
  readonly elements: readonly Element[];
  /** Its own words say “not”. */
  readonly isNegative: boolean;
}

/** What a pattern is held against: the tokens of a sentence, and where mentions of parties end that begin at a token. */
export interface Matchable {
  readonly tokens: readonly Token[];
  /** By the first token of a mention, the token after it. */
  readonly mentionEnds: ReadonlyMap<number, number>;
}

export interface Match {
  readonly from: number;
  readonly to: number;
}

export const NEGATIONS: ReadonlySet<string> = new Set([
  'not',
  'never',
  'no',
  "n't",
  'neither',
  'nor',
  'without',
  'cannot',
  'none',
  'nobody',
  'nothing',
]);
const GAPS: Readonly<Record<string, number>> = { '~': 3, '~~': 9 };

function elementOf(text: string): Element {
  const isOptional = text.length > 1 && text.endsWith('?');
  const body = isOptional ? text.slice(0, -1) : text;
  const none = new Set<string>();
  if (body.startsWith('!'))
    return { sort: 'not', words: new Set(body.slice(1).split('|')), isOptional: false, longest: 0 };
  if (GAPS[body] !== undefined) return { sort: 'gap', words: none, isOptional: true, longest: GAPS[body] };
  if (body === '@') return { sort: 'party', words: none, isOptional, longest: 1 };
  if (body === '#') return { sort: 'number', words: none, isOptional, longest: 1 };
  if (body === 'NOT') return { sort: 'any', words: NEGATIONS, isOptional, longest: 1 };
  const sort: Sort = body.startsWith('v:') ? 'verb' : body.startsWith('n:') ? 'noun' : 'any';
  const words = new Set(body.replace(/^[vn]:/, '').split('|'));
  return { sort, words, isOptional, longest: 1 };
}

export function patternOf(text: string): Pattern {
  const elements = text.split(' ').map(elementOf);
  return {
    text,
    elements,
    isNegative: elements.some(({ words }) => words === NEGATIONS || words.has('no') || words.has('not')),
  };
}

/** Forms that the tagger may take for nouns, and that hardly are any. */
const SURE_VERB =
  /^(?:declines|refuses|rejects|denies|confirms|accepts|announces|insists|welcomes|praises|demands|agrees|proposes|resumes|suspends|urges|vows|condemns|denounces|threatens|hails|preferred|rejected|accepted|denied|declined|refused|offered|proposed|walked|agreed)$/;
const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX']);
const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'PROPN']);
/** Nothing of a gap crosses these. */
const BREAKS = /^[,;:."()?!]$/;
const WIDE_BREAKS = /^[;."?!]$/;

const isWord = ({ words }: Element, token: Token): boolean => words.has(token.lemma) || words.has(token.lower);

function takes(element: Element, token: Token): boolean {
  switch (element.sort) {
    case 'any':
      return isWord(element, token);
    case 'verb':
      return (VERBAL.has(token.pos) || SURE_VERB.test(token.lower)) && isWord(element, token);
    case 'noun':
      return NOMINAL.has(token.pos) && isWord(element, token);
    case 'number':
      return token.pos === 'NUM' || /^[\d$€£]/.test(token.word);
    case 'party':
    case 'gap':
    case 'not':
      return false;
  }
}

/** Where the elements from `e` on end when they begin at token `at`; -1 where they do not fit. */
function endOf(elements: readonly Element[], e: number, on: Matchable, at: number): number {
  const element = elements[e];
  if (!element) return at;
  if (element.sort === 'gap') {
    const breaks = element.longest > 3 ? WIDE_BREAKS : BREAKS;
    for (let skipped = 0; skipped <= element.longest && at + skipped <= on.tokens.length; skipped += 1) {
      const end = endOf(elements, e + 1, on, at + skipped);
      if (end >= 0) return end;
      if (breaks.test(on.tokens[at + skipped]?.word ?? '.')) return -1;
    }
    return -1;
  }
  if (element.sort === 'not') {
    const stands = on.tokens[at];
    return stands && isWord(element, stands) ? -1 : endOf(elements, e + 1, on, at);
  }
  const token = on.tokens[at];
  const next = element.sort === 'party' ? on.mentionEnds.get(at) : token && takes(element, token) ? at + 1 : undefined;
  if (next !== undefined) {
    const end = endOf(elements, e + 1, on, next);
    if (end >= 0) return end;
  }
  return element.isOptional ? endOf(elements, e + 1, on, at) : -1;
}

/** The match that begins at a token, if there is one. */
export function matchAt({ elements }: Pattern, on: Matchable, at: number): Match | null {
  const to = endOf(elements, 0, on, at);
  return to > at ? { from: at, to } : null;
}

/**
 * Finds patterns, each with what it is of, by the words that they can begin with.
 * @returns those that may begin at a token: only these are tried
 */
export function patternIndex<T extends { readonly pattern: Pattern }>(
  entries: readonly T[],
): (token: Pick<Token, 'lower' | 'lemma'>) => readonly T[] {
  const byWord = new Map<string, T[]>();
  const anywhere: T[] = [];
  for (const entry of entries) {
    const words = firstWords(entry.pattern);
    if (!words) anywhere.push(entry);
    for (const word of words ?? []) byWord.set(word, [...(byWord.get(word) ?? []), entry]);
  }
  return ({ lower, lemma }) => {
    const own = byWord.get(lower) ?? [];
    return lemma === lower ? [...own, ...anywhere] : [...own, ...(byWord.get(lemma) ?? []), ...anywhere];
  };
}

/** The words that a pattern can begin with; null where it can begin with any. */
function firstWords({ elements }: Pattern): ReadonlySet<string> | null {
  const words = new Set<string>();
  for (const element of elements) {
    if (element.sort === 'gap' || element.sort === 'party' || element.sort === 'number' || element.sort === 'not')
      return null;
    for (const word of element.words) words.add(word);
    if (!element.isOptional) return words;
  }
  return null;
}
