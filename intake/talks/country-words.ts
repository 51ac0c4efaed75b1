/** The words by which a text names countries. */
import { COUNTRIES } from '../data/countries.js';
import type { Token } from '../text/tokens.js';

const LONGEST_COUNTRY = 5;

/** Country names and, apart, what may be a country or only a place: its capital. */
export const COUNTRY_WORDS: ReadonlyMap<string, string> = new Map(
  COUNTRIES.flatMap(({ name, adjective, people, alsoCalled }) =>
    [name, adjective, people, ...alsoCalled].filter(Boolean).map((words) => [words.toLowerCase(), name] as const),
  ),
);
export const CAPITALS: ReadonlyMap<string, string> = new Map(
  COUNTRIES.filter(({ capital }) => capital !== '').map(({ name, capital }) => [capital.toLowerCase(), name] as const),
);

/** The longest of such words at a token, and the country. */
export function longestIn(map: ReadonlyMap<string, string>, tokens: readonly Token[], at: number) {
  for (let length = LONGEST_COUNTRY; length > 0; length -= 1) {
    const words = tokens
      .slice(at, at + length)
      .map(({ lower }) => lower)
      .join(' ');
    const name = map.get(words);
    // “US” is a country, “us” is not.
    if (name && (words.length > 2 || /^\p{Lu}+$/u.test(tokens[at]?.word ?? ''))) return { name, length };
  }
  return null;
}
