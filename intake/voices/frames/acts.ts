/** One who speaks by what it does: to welcome a deal is to say so. */
import type { ReadSentence } from '../../text/read-sentence.js';
import type { Token } from '../../text/tokens.js';
import { descriptionOf } from '../speakers/described.js';
import { ordinary } from '../speakers/ordinary.js';
import { COMMENTATORS, DIPLOMATS, FORMER, PERSONS, UNNAMED } from '../speakers/words.js';
import { isReducedRelative } from './is-speech.js';
import { actorBefore, isNominal, isVerbal, type Range } from './speaker-range.js';
import {
  DECLARES,
  isCallOfSaying,
  isPersonalPhrase,
  isPhraseOfSaying,
  PERSON_DECLARES,
  verbIn,
} from './speech-verbs.js';

/** An act of saying: who does it, and the verb. */
export interface Act {
  readonly actor: Range;
  readonly verb: number;
  /** It is one only where a person or an office does it. */
  readonly isPersonal: boolean;
}

/** “Was of the view that”. */
const isOfView = ([of, , noun]: readonly Token[]): boolean =>
  /^(?:of|under)$/.test(of?.lower ?? '') && /^(?:view|opinion|belief|impression)$/.test(noun?.lower ?? '');
const OFFERS_HELP: ReadonlySet<string> = new Set(['help', 'mediate', 'host', 'broker', 'facilitate', 'mediation']);
/** How one is who thinks something: “is convinced that”. */
const OF_MIND =
  /^(?:struck|relieved|disappointed|pleased|alarmed|dismayed|surprised|puzzled|baffled|shocked|encouraged|heartened|worried|concerned|angry|livid|appalled|unmoved|satisfied|convinced|sure|certain|confident|adamant|optimistic|pessimistic|hopeful|doubtful|sceptical|skeptical|unconvinced|unimpressed|clear|scathing|delighted|dismissive|unsure|gloomy|upbeat|categorical|resigned|blunt|furious)$/;
/** “After the president urged him”: told in passing. */
const SUBORDINATE = /^(?:after|before|when|if|because|since|as|until|once|that|which|whom|where|whether|unless)$/;
const NOT_SAYING = /^(?:to|reply|respond|not|n't|never|could|might|may|had|if|would|should|must)$/;
const NEGATION = /^(?:not|n't|never)$/;
/** “Does not expect”, “did not rule out”: to say so is to say something. */
const isThought = (tokens: readonly Token[], at: number): boolean =>
  /^(?:think|believe|expect|see|want|remember|recall|share|doubt|agree|object|oppose|mind|insist)$/.test(
    tokens[at]?.lemma ?? '',
  ) ||
  (/^(?:rule|exclude)$/.test(tokens[at]?.lemma ?? '') && tokens[at + 1]?.lower === 'out');

/** What people do without a word. */
const DOES =
  /^(?:meet|arrive|travel|fly|drive|land|leave|gather|walk|march|attend|sign|initial|die|fall|kill|wound|injure|fire|shoot|visit|hold|begin|start|work|remain|live|stay|sit|stand|enter|join|return|come|go|run|hand|deliver|receive|bring|carry|send|move|pass|vote|win|lose|strike|block|serve|follow|lead|wait|get|make|turn|break|close|open|cross|flee|spend|buy|sell|pay|rise|approve|cheer|clash|beat|burn|throw|do|have|be|become|help|draft|draw|write|prepare|negotiate|exchange|shuttle|resume|agree|sound|try|need|claim|seek)$/;
const isSource = (nouns: readonly Token[]): boolean =>
  nouns.length > 0 &&
  nouns.every(
    ({ lower, word }, i) =>
      (i === 0 || /^\p{Ll}/u.test(word)) &&
      (UNNAMED.has(lower) ||
        DIPLOMATS.has(lower) ||
        COMMENTATORS.has(lower) ||
        PERSONS.has(lower) ||
        ordinary([{ lower, word }]) !== undefined),
  );

/** Somebody of whom no name is given is spoken of because of what they say: “a former envoy puts it down to money”. */
function isSomebodysWord(s: ReadSentence, at: number): boolean {
  const token = s.tokens[at] as Token;
  if (token.pos !== 'VERB' || DOES.test(token.lemma)) return false;
  const actor = actorBefore(s, at);
  if (!actor) return false;
  const words = s.tokens.slice(actor.from, actor.to);
  const isIndefinite =
    /^(?:an?|one|another|two|three|four|five|several|some|most|many)$/.test(words[0]?.lower ?? '') ||
    /^(?:NOUN|ADJ)$/.test(words[0]?.pos ?? '');
  const { nouns } = descriptionOf(words);
  // Who is in office no longer, or looks on, does nothing in the talks but speak.
  const isOutsider = words.some(({ lower }) => FORMER.has(lower)) || nouns.some(({ lower }) => COMMENTATORS.has(lower));
  const main = s.tokens.findIndex((one, i) => i >= actor.to && isVerbal(one));
  return (
    (isOutsider || (isIndefinite && isSource(nouns))) &&
    s.tokens.slice(main, at).every(({ pos }) => /^(?:AUX|ADV|PART|VERB)$/.test(pos))
  );
}

const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX']);

function helpers(tokens: readonly Token[], at: number): readonly Token[] {
  let from = at;
  while (from > 0 && at - from < 4 && /^(?:AUX|ADV|PART)$/.test(tokens[from - 1]?.pos ?? '')) from -= 1;
  return tokens.slice(from, at);
}

const isPassive = (tokens: readonly Token[], at: number): boolean =>
  helpers(tokens, at).some(({ lemma }) => lemma === 'be') &&
  /(?:ed|en|wn|ld|ught|id|ng)$/.test(tokens[at]?.lower ?? '');

/** “Put the odds at 40 per cent”, “puts the dead at no more than fifteen”. */
const isPutAt = (after: readonly Token[]): boolean =>
  after.some(({ lower }, i) => lower === 'at' && after.slice(i + 1, i + 6).some(({ pos }) => pos === 'NUM'));

/** Whether a verb is an act of saying, and whether only of a person. */
function sortAt(tokens: readonly Token[], at: number): 'any' | 'person' | null {
  const token = tokens[at] as Token;
  const after = tokens.slice(at + 1, at + 7);
  const lemma = verbIn(DECLARES, tokens, at);
  if (/^(?:put|peg|estimate)$/.test(token.lemma) && isPutAt(tokens.slice(at + 1, at + 13))) return 'person';
  if (
    /^(?:be|remain|stay|sound|feel|appear|seem)$/.test(token.lemma) &&
    VERBAL.has(token.pos) &&
    !/^(?:it|this|that|there)$/.test(tokens[at - 1]?.lower ?? '')
  )
    return after.slice(0, 3).some(({ lower }) => OF_MIND.test(lower)) || isOfView(after) ? 'person' : null;
  if (lemma === 'call') return isCallOfSaying(tokens, at) ? 'any' : null;
  if (lemma !== null) return 'any';
  if (token.lemma === 'offer' && VERBAL.has(token.pos) && after.some((one) => OFFERS_HELP.has(one.lemma))) return 'any';
  if (VERBAL.has(token.pos) && isPhraseOfSaying(token.lemma, after)) return 'any';
  if (VERBAL.has(token.pos) && isPersonalPhrase(token.lemma, after)) return 'person';
  return verbIn(PERSON_DECLARES, tokens, at) ? 'person' : null;
}

function actAt(s: ReadSentence, at: number): Act | null {
  const { tokens } = s;
  const token = tokens[at] as Token;
  if (s.quoted.has(at) || token.lower.endsWith('ing')) return null;
  const sort = sortAt(tokens, at) ?? (isSomebodysWord(s, at) ? 'any' : null);
  if (!sort || (token.lemma !== 'be' && isPassive(tokens, at))) return null;
  const before = [tokens[at - 1]?.lower ?? '', ...helpers(tokens, at).map(({ lower }) => lower)];
  if (before.some((word) => NOT_SAYING.test(word) && !(NEGATION.test(word) && isThought(tokens, at)))) return null;
  if (isReducedRelative(s, at)) return null;
  // “Had at first turned down”: of before.
  const auxiliary = tokens.findLastIndex(({ pos }, i) => i < at && i >= at - 4 && pos === 'AUX');
  if (
    tokens[auxiliary]?.lower === 'had' &&
    tokens.slice(auxiliary + 1, at).every(({ pos }) => /^(?:ADV|ADP|ADJ|NUM|PART)$/.test(pos))
  )
    return null;
  // “Had telephoned them and warned …”: of before.
  if (tokens[at - 1]?.lower === 'and' && tokens.slice(0, at).some(({ lower }) => lower === 'had')) return null;
  const actor = actorBefore(s, at);
  if (!actor || !tokens.slice(actor.from, actor.to).some(isNominal)) return null;
  // “The envoy, who advised two kings”: in passing.
  if (/^(?:who|which)$/.test(tokens[actor.to - 1]?.lower ?? '')) return null;
  if (SUBORDINATE.test(tokens[actor.from - 1]?.lower ?? '') || SUBORDINATE.test(tokens[actor.from]?.lower ?? ''))
    return null;
  return { actor, verb: at, isPersonal: sort === 'person' };
}

/** The acts of saying of a sentence, in order. */
export const actsIn = (s: ReadSentence): Act[] =>
  s.tokens.flatMap((_, at) => {
    const act = actAt(s, at);
    return act ? [act] : [];
  });

/** Where words of theirs are quoted in part, what is told is what was said: “would be ‘a surrender’, the movement thinks”. */
export function quotesInPart(s: ReadSentence): Range | null {
  const mark = s.tokens.findIndex(({ word }) => word === '"');
  if (mark < 2 || s.quoted.size < 2) return null;
  const verb = s.tokens.findIndex(
    (token, i) => i > 0 && i < mark && isVerbal(token) && !/^(?:who|which|that)$/.test(s.tokens[i - 1]?.lower ?? ''),
  );
  const actor = verb < 0 ? null : actorBefore(s, verb);
  return actor && s.tokens.slice(actor.from, actor.to).some(isNominal) ? actor : null;
}
