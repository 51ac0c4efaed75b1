/** Whether words are for a person or an office, and not for a party as a whole. */
import type { ReadSentence } from '../../text/read-sentence.js';
import type { Presented } from './role.js';
import type { Range } from '../frames/speaker-range.js';
import { PERSONS } from './words.js';

const OFFICE =
  /^(?:he|she|ministry|leaders?|leadership|lawmakers?|service|office|secretariat|spokes\w+|analysts|economists|mps|candidates?|scientists?|facilitators?|residents?|witness\w*|villagers?|historians?|professors?)$/;
const isCapitalised = (word: string | undefined): boolean => /^\p{Lu}(?:\p{Ll}+)?\.?$/u.test(word ?? '');

/** Named or not. Two words with capitals are a name, where they are no party’s: “the Greek Cypriots”. */
export function isOfPersons(s: ReadSentence, { from, to }: Range, people: ReadonlyMap<string, Presented>): boolean {
  if (s.mentions.some((mention) => mention.by === 'person' && mention.from >= from && mention.from < to)) return true;
  const inParty = (at: number) => s.mentions.some((one) => at >= one.from && at < one.to);
  for (let at = from; at < to; at += 1) {
    const [token, next] = [s.tokens[at], at + 1 < to ? s.tokens[at + 1] : undefined];
    if (!token) continue;
    if (PERSONS.has(token.lower) || OFFICE.test(token.lower) || people.has(token.word)) return true;
    const isName =
      token.pos === 'PROPN' && next?.pos === 'PROPN' && isCapitalised(token.word) && isCapitalised(next.word);
    if (isName && !inParty(at)) return true;
  }
  return false;
}
