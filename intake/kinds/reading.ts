/** What the network reads of a passage: its words, with parties, names and numbers as such, and its features. */
import type { PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';
import type { Features } from '../model/linear.js';
import type { Reading, WordRead } from '../model/network.js';
import type { Mention } from '../parties/mention.js';
import type { Token } from '../text/tokens.js';
import type { Passage } from './passage.js';

/** Stand for the words of a party, of any other name, of a number: what they are called says nothing of the kind. */
export const STAND_INS = ['<who speaks>', '<principal>', '<third party>', '<name>', '<number>'] as const;

/** Marks of words, by number. */
export const MARKS = [
  'VERB',
  'NOUN',
  'ADJ',
  'ADV',
  'AUX',
  'other',
  'in the frame',
  'quoted',
  'done',
  'being done',
] as const;
type Mark = (typeof MARKS)[number];
const NUMBER_OF: ReadonlyMap<string, number> = new Map(MARKS.map((mark, i) => [mark, i]));

/** What goes on after so many words is not read. */
const MOST_WORDS = 60;

const standsFor = (
  { party }: Mention,
  { voice, roles }: { readonly voice: Passage['voice']; readonly roles: ReadonlyMap<PartyId, Role> },
): (typeof STAND_INS)[number] => {
  if (party === voice.party) return '<who speaks>';
  return roles.get(party) === 'principal' ? '<principal>' : '<third party>';
};

function formsOf({ lower, lemma, pos }: Token): readonly string[] {
  if (pos === 'NUM') return ['<number>'];
  return pos === 'PROPN' ? ['<name>'] : [lemma, lower];
}

const isWordOf = ({ pos, lower }: Token): boolean => pos === 'NUM' || pos === 'PROPN' || /[a-z]/.test(lower);

function* marksOf({ pos, lower }: Token, isInFrame: boolean, isQuoted: boolean): Generator<Mark> {
  yield NUMBER_OF.has(pos) ? (pos as Mark) : 'other';
  if (isInFrame) yield 'in the frame';
  if (isQuoted) yield 'quoted';
  if (pos === 'VERB' && /e[dn]$/.test(lower)) yield 'done';
  if (pos === 'VERB' && lower.endsWith('ing')) yield 'being done';
}

function wordsOf(passage: Passage): WordRead[] {
  const { sentence, voice, from, to } = passage;
  const byToken = new Map<number, Mention>();
  for (const mention of sentence.mentions) for (let i = mention.from; i < mention.to; i += 1) byToken.set(i, mention);
  const found: WordRead[] = [];
  for (let at = from; at < to && found.length < MOST_WORDS; at += 1) {
    const token = sentence.tokens[at] as Token;
    const mention = byToken.get(at);
    if (mention ? mention.from !== at && at !== from : !isWordOf(token)) continue;
    const isInFrame = voice.frame !== undefined && at >= voice.frame.from && at < voice.frame.to;
    const marks = [...marksOf(token, isInFrame, sentence.quoted.has(at))];
    found.push({
      forms: mention ? [standsFor(mention, passage)] : formsOf(token),
      marks: marks.map((mark) => NUMBER_OF.get(mark) ?? 0),
    });
  }
  return found;
}

export const readingOf = (passage: Passage, features: Features): Reading => ({ words: wordsOf(passage), features });
