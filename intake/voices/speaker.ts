/** Reads the words of who speaks: capacity, attribution, and the party spoken for. */
import { isAfterPreposition } from '../parties/actor.js';
import type { Mention } from '../parties/mention.js';
import type { ReadSentence } from '../text/read-sentence.js';
import { roleOfSpeaker, type Presented, type RoleRead } from './speaker-rules.js';
import type { Range } from './speaker-range.js';
import { PAPERS, PRONOUNS } from './words.js';

export interface Speaker extends RoleRead {
  readonly name: string;
}

/** A speaker; or words for one who spoke before; or nobody that can be told. */
export type SpeakerRead = Speaker | 'who spoke before' | null;

function wordsOf(s: ReadSentence, { from, to }: Range): string {
  const [first, last] = [s.tokens[from], s.tokens[to - 1]];
  if (!first || !last) return '';
  const text = s.text.slice(first.start - s.span.start, last.end - s.span.start);
  return text.replace(/^[\s,]+|[\s,]+$/g, '');
}

const LONGEST_NAME = 200;
const nameOf = (words: string): string =>
  words
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, LONGEST_NAME)
    .toWellFormed()
    .trim();

/** The party in whose name: the first that is itself named and stands in no phrase of its own; else any. */
function partyIn(s: ReadSentence, { from, to }: Range): Mention | undefined {
  const inside = s.mentions.filter((mention) => mention.from >= from && mention.from < to);
  const itself = inside.filter(({ as }) => as === 'itself');
  return itself.find((mention) => !isAfterPreposition(s, mention)) ?? itself[0] ?? inside[0];
}

/**
 * Reads who speaks.
 * @param people whom the article has presented, and whom the record knows, by the words that stand for them
 */
export function speakerIn(s: ReadSentence, range: Range, people: ReadonlyMap<string, Presented>): SpeakerRead {
  const tokens = s.tokens.slice(range.from, range.to);
  const words = wordsOf(s, range);
  const own = s.mentions.filter(
    (mention) => mention.from >= range.from && mention.from < range.to && mention.by !== 'pronoun',
  );
  const isShort = tokens.length <= 3 && own.length === 0;
  const isPronoun = isShort && tokens.some(({ lower }) => PRONOUNS.has(lower));
  const isPaper = own.length === 0 && tokens.length <= 5 && tokens.some(({ lower }) => PAPERS.has(lower));
  if (isPronoun || isPaper) return 'who spoke before';
  if (isShort && /^the (?:source|person|official|diplomat|spokes\w+|delegate|two|aide)s?$/i.test(words))
    return 'who spoke before';
  const person = tokens.map(({ word }) => people.get(word)).find((one) => one !== undefined);
  const read = roleOfSpeaker({ words, tokens, mention: partyIn(s, range), person });
  return read && { ...read, name: nameOf(words) || 'somebody' };
}
