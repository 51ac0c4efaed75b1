/** Finds the names of parties in a sentence's tokens: the longest first, each token in one name at most. */
import { tokensOf, type Token } from '../text/tokens.js';
import type { PartyName } from './names.js';

interface Indexed {
  readonly name: PartyName;
  /** In lower case. */
  readonly words: readonly string[];
  /** As written, where case tells it from a word of the language: “US”, not “us”. */
  readonly exact: readonly string[] | null;
}

export interface FoundName {
  readonly name: PartyName;
  readonly from: number;
  readonly to: number;
}

/** Initials and short names in capitals are so only as written. */
const needsCase = (words: string): boolean => /^[\p{Lu}.\d&-]{1,6}$/u.test(words);

export type NameIndex = ReadonlyMap<string, readonly Indexed[]>;

/** The names by their first word, the longest first. */
export function indexOf(names: readonly PartyName[]): NameIndex {
  const index = new Map<string, Indexed[]>();
  for (const name of names) {
    const tokens = tokensOf(name.words, 0).map(({ word }) => word);
    const [first] = tokens;
    if (first === undefined || tokens.length > 20) continue;
    const entry = {
      name,
      words: tokens.map((word) => word.toLowerCase()),
      exact: needsCase(name.words) ? tokens : null,
    };
    const key = first.toLowerCase();
    const list = index.get(key) ?? [];
    list.push(entry);
    index.set(key, list);
  }
  for (const list of index.values()) list.sort((a, b) => b.words.length - a.words.length);
  return index;
}

const capital = (token: Token | undefined): boolean => token !== undefined && /^[\p{Lu}\p{Lo}\p{N}]/u.test(token.word);

function fits({ words, exact, name }: Indexed, tokens: readonly Token[], at: number): boolean {
  if (at + words.length > tokens.length) return false;
  if (!words.every((word, i) => tokens[at + i]?.lower === word)) return false;
  if (exact) return exact.every((word, i) => tokens[at + i]?.word === word);
  // A name that is written with a capital is read only where it has one.
  return (
    !/^\p{Lu}/u.test(name.words) ||
    capital(tokens[at]) ||
    (words.length > 1 && words.some((_, i) => capital(tokens[at + i])))
  );
}

export function namesIn(tokens: readonly Token[], index: NameIndex): FoundName[] {
  const found: FoundName[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const hit = index.get(tokens[at]?.lower ?? '')?.find((entry) => fits(entry, tokens, at));
    if (!hit) continue;
    found.push({ name: hit.name, from: at, to: at + hit.words.length });
    at += hit.words.length - 1;
  }
  return found;
}
