/** Reads the words of who speaks: capacity, attribution, and the party spoken for. */
import { isAfterPreposition } from '../../parties/actor.js';
import type { Mention } from '../../parties/mention.js';
import type { ReadSentence } from '../../text/read-sentence.js';
import type { Token } from '../../text/tokens.js';
import type { KnownHere, Presented, RoleRead } from './role.js';
import { descriptionOf } from './described.js';
import { roleOfSpeaker } from './speaker-rules.js';
import type { Range } from '../frames/speaker-range.js';
import { isPapersWords, PRONOUNS, SOME_OF_THEM } from './words.js';

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
  const inside = s.mentions.filter(
    (mention) => mention.from >= from && mention.from < to && (mention.by !== 'pronoun' || mention.from < from + 2),
  );
  const itself = inside.filter(({ as }) => as === 'itself');
  return itself.find((mention) => !isAfterPreposition(s, mention)) ?? itself[0] ?? inside[0];
}

const AROUND = /^(?:around|near|by|beside|behind|in|with|of|to|for|from|under)$/;
const ENTOURAGE =
  /\b(?:people|those|someone|aides?|advis[eo]rs?|allies|ally|friends?|confidante?s?|entourage|circle|camp|team|staff|staffers?|associates?|diplomats?|lieutenants?|loyalists?|colleagues|supporters?|sources?|party)\b/i;

/** Whether a person’s name stands only for those around that person: after “around” or before “’s”. */
function isOfPersonIn(
  s: ReadSentence,
  { from, to }: Range,
  words: string,
  nouns: readonly Token[],
  people: ReadonlyMap<string, Presented>,
): boolean {
  // “Lieutenant General A. B.” is no lieutenant of anybody.
  const heads = nouns.filter((_, i) => !/^\p{Lu}/u.test(nouns[i + 1]?.word ?? ''));
  if (!heads.some(({ lower }) => ENTOURAGE.test(lower)) || /\b(?:adviser|advisor|aide|envoy) to\b/i.test(words))
    return false;
  const first = s.tokens[from]?.lower ?? '';
  if (/^(?:his|her)$/.test(first) || /\bof (?:his|her) /.test(words)) return true;
  return s.tokens.slice(from, to).some(({ word }, k) => {
    const at = from + k;
    const isPerson = people.has(word) || s.mentions.some((one) => one.by === 'person' && at >= one.from && at < one.to);
    if (!isPerson) return false;
    if (/^['’]s?$/.test(s.tokens[at + 1]?.word ?? '') && at + 2 < to) return true;
    return (
      s.tokens.slice(Math.max(from, at - 3), at).some(({ lower }) => AROUND.test(lower)) &&
      !/,/.test(words.slice(0, words.indexOf(word)))
    );
  });
}

/** A person that the words name, but for whose adviser or party it is. */
function personIn(
  nouns: readonly Token[],
  mention: Mention | undefined,
  people: ReadonlyMap<string, Presented>,
): Presented | undefined {
  const byWord = nouns.map(({ word }) => people.get(word)).find((one) => one !== undefined);
  if (byWord || mention?.by !== 'person' || mention.words.includes("'s")) return byWord;
  const surname = mention.words.replaceAll(/ ?- ?/g, '-').split(' ').at(-1) ?? '';
  return nouns.some(({ word }) => surname.endsWith(word)) ? people.get(surname) : undefined;
}

const OF_WHO_SPOKE =
  /\b(?:statement|communiqu[eé]|release|letter|post|tweet|message|e-?mail|memo|note|speech|address)\b/i;

/** “One of them, A. B.”. */
const hasNameInApposition = (tokens: readonly Token[]): boolean =>
  tokens.some(({ word }, i) => word === ',' && [1, 2].every((k) => /^\p{Lu}\p{Ll}/u.test(tokens[i + k]?.word ?? '')));

/** Words for one who spoke before: “he”, “two of them”, “the statement”. */
function isTakenUp(tokens: readonly Token[], words: string, isOfAParty: boolean): boolean {
  const isShort = tokens.length <= 3 && !isOfAParty;
  if (isShort && tokens.some(({ lower }) => PRONOUNS.has(lower))) return true;
  if (hasNameInApposition(tokens)) return false;
  if (tokens.length === 1 && /^(?:his|her|their|its)$/.test(tokens[0]?.lower ?? '')) return true;
  // “A notice on its website” is a paper of its own; “the notice”, “a statement” are of who spoke.
  const isAnother = /^an?$/.test(tokens[0]?.lower ?? '') && !OF_WHO_SPOKE.test(words);
  if (!isOfAParty && !isAnother && tokens.length <= 5 && isPapersWords(tokens)) return true;
  return (
    SOME_OF_THEM.test(words) &&
    !/\bof (?:the|its|their|his|her)\b(?! (?:two|three|four|six|sources|people|officials|diplomats|group|pair))/i.test(
      words,
    )
  );
}

const STUDY = /^(?:estimates?|analysis|study|survey|poll|calculations?|forecasts?|projections?|research)$/;
/** Where the words for who sent a letter begin; 0 where it is none. */
function senderIn(tokens: readonly Token[]): number {
  const from = tokens.findIndex(({ lower }) => /^(?:from|by)$/.test(lower));
  const paper = tokens.slice(0, Math.max(from, 0));
  const isPaper = isPapersWords(paper) || paper.some(({ lower }) => STUDY.test(lower));
  return from > 0 && from < 6 && isPaper && from + 1 < tokens.length ? from + 1 : 0;
}

/**
 * Reads who speaks.
 * @param people whom the article has presented, and whom the record knows, by the words that stand for them
 */
export function speakerIn(
  s: ReadSentence,
  range: Range,
  people: ReadonlyMap<string, Presented>,
  known: KnownHere,
): SpeakerRead {
  const tokens = s.tokens.slice(range.from, range.to);
  const words = wordsOf(s, range);
  const own = s.mentions.filter(
    (mention) => mention.from >= range.from && mention.from < range.to && mention.by !== 'pronoun',
  );
  if (isTakenUp(tokens, words, own.length > 0)) return 'who spoke before';
  const { nouns, before } = descriptionOf(tokens);
  // “A letter from the miners” speaks for the miners.
  const sender = senderIn(tokens);
  if (sender > 0) return speakerIn(s, { from: range.from + sender, to: range.to }, people, known);
  // What a relative clause tells is not who they are: “a diplomat whose government keeps in touch”.
  const mention = partyIn(s, { from: range.from, to: range.from + before });
  const isOfPerson = isOfPersonIn(s, range, words, nouns, people);
  const person = isOfPerson ? undefined : personIn(nouns, mention, people);
  const mentionAt = mention ? mention.from - range.from : -1;
  const read = roleOfSpeaker({
    words,
    tokens,
    nouns,
    title: wordsOf(s, { from: range.from, to: range.from + before }),
    mention,
    mentionAt,
    person,
    isOfPerson,
    sentence: s.text,
    known,
  });
  return read && { ...read, name: nameOf(words) || 'somebody' };
}
