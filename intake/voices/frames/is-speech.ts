/** Whether a verb says that somebody says something there. */
import type { ReadSentence } from '../../text/read-sentence.js';
import type { Token } from '../../text/tokens.js';
import { beforeVerb, isNominal, isVerbal } from './speaker-range.js';
import { SPEECH, SPEECH_WITH_THAT, verbIn } from './speech-verbs.js';
import { isPapersWords } from '../speakers/words.js';

const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX']);
const NOBODY: Readonly<Pick<Token, 'pos' | 'word'>> = { pos: 'PUNCT', word: '' };
const BETWEEN: ReadonlySet<string> = new Set(['AUX', 'ADV', 'PART']);
const RELATIVE = /^(?:who|which|that)$/;
const NEGATION = /^(?:not|n't|never)$/;

/** A quotation begins or ends beside the verb. */
export function besideQuote(s: ReadSentence, at: number): boolean {
  return s.tokens.slice(Math.max(0, at - 2), at + 3).some(({ word }) => word === '"');
}

/** The auxiliaries and adverbs just before a verb. */
export function helpersBefore({ tokens }: ReadSentence, at: number): readonly Token[] {
  let from = at;
  while (from > 0 && at - from < 4 && BETWEEN.has(tokens[from - 1]?.pos ?? '')) from -= 1;
  return tokens.slice(from, at);
}

function isPassive(s: ReadSentence, at: number): boolean {
  if (s.tokens[at]?.lower.endsWith('ing')) return false;
  return helpersBefore(s, at).some(({ lemma }) => lemma === 'be');
}

/** “That”, a quotation, soon after. */
const hasWordsAfter = ({ tokens }: Pick<ReadSentence, 'tokens'>, at: number): boolean =>
  tokens
    .slice(at + 1, at + 7)
    .some(({ lower, word }, i) => word === '"' || (lower === 'that' && !isOfNoun(tokens, at, at + 1 + i)));

const MEDIA = /^(?:media|radio|television|tv|telegram|platform|facebook|twitter|network|blog|channel|telephone|phone)$/;
/** “Concluded talks on a package that …”: of the noun before it; not in “insisted in a letter that …”. */
function isOfNoun(tokens: readonly Token[], verb: number, that: number): boolean {
  if (
    tokens[that - 1]?.pos !== 'NOUN' ||
    MEDIA.test(tokens[that - 1]?.lower ?? '') ||
    /^(?:advise|promise|message|text|email|cable|remind)$/.test(tokens[verb]?.lemma ?? '')
  )
    return false;
  return !tokens
    .slice(verb + 1, that)
    .some(({ lower }) => /^(?:to|in|at|during|before|after|with|from|over|through|last|this|yesterday)$/.test(lower));
}

/** “…, several participants reported.”: after a comma, and with nothing of its own. */
export function isInserted(s: ReadSentence, at: number): boolean {
  const range = beforeVerb(s, at);
  const next = s.tokens[at + 1];
  const isAlone = next === undefined || /^[.,]$/.test(next.word) || next.pos === 'ADP';
  return (
    range !== null &&
    isAlone &&
    s.tokens[range.from - 1]?.word === ',' &&
    (s.tokens.slice(0, range.from).some(isVerbal) || (next?.word === ',' && range.from > 2))
  );
}

/** “Came out saying”. */
export const isCameOut = (tokens: readonly Token[], at: number): boolean =>
  /^(?:come|go)$/.test(tokens[at - 2]?.lemma ?? '') && /^(?:out|away)$/.test(tokens[at - 1]?.lower ?? '');

/** “In writing”, “the warning”: no verb; “, adding that” and “is telling” are. */
const isGerund = ({ tokens }: ReadSentence, at: number): boolean =>
  (tokens[at]?.lower ?? '').endsWith('ing') &&
  tokens[at - 1]?.word !== ',' &&
  tokens[at - 1]?.pos !== 'AUX' &&
  tokens[at - 1]?.pos !== 'ADV' &&
  !isCameOut(tokens, at);

/** “They said yes to it” is an answer, and “they said no more” is none. */
const isYesOrNo = ({ tokens }: ReadSentence, at: number): boolean =>
  /^(?:yes|no)$/.test(tokens[at]?.lower ?? '') && !/^(?:NOUN|ADJ|ADV)$/.test(tokens[at + 1]?.pos ?? '');

/** “He went on”, “the letter continued”: of persons and papers, or beside a quotation. */
function isGoingOn(s: ReadSentence, at: number): boolean {
  const { lemma } = s.tokens[at] as Token;
  if (lemma !== 'continue' && !(lemma === 'go' && s.tokens[at + 1]?.lower === 'on') && lemma !== 'read') return false;
  const before = s.tokens.slice(Math.max(0, at - 3), at);
  return (
    besideQuote(s, at) ||
    before.some(({ lower }) => /^(?:he|she)$/.test(lower) && lemma !== 'read') ||
    isPapersWords(before)
  );
}

/** “Made it plain that”, “let it be known”, “put it”, “was at pains to say”, “quoted as saying”. */
function isPhrase({ tokens }: ReadSentence, at: number): boolean {
  const token = tokens[at] as Token;
  const lemma = VERBAL.has(token.pos) ? token.lemma : token.lower.replace(/s$/, '');
  const after = tokens.slice(at + 1, at + 5).map(({ lower }) => lower);
  if (lemma === 'make') return after.slice(0, 3).some((word) => /^(?:plain|clear|known)$/.test(word));
  if (lemma === 'let') return after.includes('known') || after.includes('slip');
  if (/^(?:put|phrase|see)$/.test(lemma)) return after[0] === 'it';
  if (/^(?:quote|cite)$/.test(lemma))
    return after.includes('as') && tokens.slice(at, at + 12).some(({ lower }) => /^(?:saying|telling)$/.test(lower));
  if (/^(?:point|spell)$/.test(lemma)) return after[0] === 'out';
  if (/^(?:fire|hit|shoot|snap|push)$/.test(lemma)) return after[0] === 'back';
  return lemma === 'be' && after[0] === 'at' && after[1] === 'pains';
}

/** A verb between a quotation and its speaker: whatever it is, it says how the words were said. */
function isBesideItsQuotation(s: ReadSentence, at: number): boolean {
  const token = s.tokens[at] as Token;
  if (token.pos !== 'VERB' || s.quoted.size < 4 || token.lower.endsWith('ing')) return false;
  const mark = s.tokens.findLastIndex(({ word }, i) => i < at && word === '"');
  if (mark < 1 || !s.quoted.has(mark - 1) || !/^[,.!?]$/.test(s.tokens[mark - 1]?.word ?? '') || at - mark > 14)
    return false;
  const between = s.tokens.slice(mark + 1, at);
  if (between.some(({ pos, lower }) => VERBAL.has(pos) || /^(?:and|but|that)$/.test(lower))) return false;
  const isNext = between.length === 0 && /^(?:DET|PROPN|NOUN|ADJ|PRON|NUM)$/.test(s.tokens[at + 1]?.pos ?? '');
  return isNext || between.some(isNominal);
}

const isSaid = (s: ReadSentence, at: number): boolean => verbIn(SPEECH, s.tokens, at) !== null;

/** “Sony, which had warned of it, has left it unsigned”: told in passing. */
function isInPassing(s: ReadSentence, at: number): boolean {
  const helpers = helpersBefore(s, at);
  const before = s.tokens[at - helpers.length - 1]?.lower ?? '';
  const isOpinion = /^(?:think|believe|hope|fear|expect|accuse)$/.test(s.tokens[at]?.lemma ?? '');
  if (RELATIVE.test(before)) return isOpinion || helpers.some(({ lower }) => lower === 'had');
  // “A step that it had announced”, “a step it had announced”.
  const isReduced = /^(?:it|they|he|she)$/.test(before) && isNominal(s.tokens[at - helpers.length - 2] ?? NOBODY);
  if (isReduced && helpers.some(({ lower }) => lower === 'had')) return true;
  // “He had telephoned both and warned them that …”.
  return (
    s.tokens[at - 1]?.lower === 'and' &&
    s.tokens.slice(0, at).some(({ lower }, i) => lower === 'had' && !s.quoted.has(i))
  );
}

/** “An earlier truce, announced in December, held”: nobody announces it there. */
export const isReducedRelative = (s: ReadSentence, at: number): boolean =>
  s.tokens[at - 1]?.word === ',' &&
  /(?:ed|wn|ld|en|told)$/.test(s.tokens[at]?.lower ?? '') &&
  /^(?:ADP|ADV)$/.test(s.tokens[at + 1]?.pos ?? '') &&
  !s.tokens.slice(0, at - 1).some((token, i) => token.word === ',' || isVerbal(token) || s.quoted.has(i)) &&
  s.tokens.slice(at + 1).some((token, i) => token.word === ',' && isVerbal(s.tokens[at + 2 + i]));

const isVerbAfter = ({ tokens }: ReadSentence, at: number): boolean =>
  tokens[at + 1]?.pos === 'VERB' && isVerbal(tokens[at + 1]) && /(?:s|ed|ing)$/.test(tokens[at + 1]?.lower ?? '');

/** “Told its drivers to honour it” is an order, and no telling. */
const isOrder = ({ tokens }: Pick<ReadSentence, 'tokens'>, at: number): boolean =>
  tokens[at]?.lemma === 'tell' &&
  tokens.slice(at + 1, at + 6).some(({ lower }, i) => lower === 'to' && tokens[at + 2 + i]?.pos === 'VERB') &&
  !hasWordsAfter({ tokens }, at);

/** “Took a day to say that”, “went on to say”, “was quick to add”: it was said. */
const isManagedTo = ({ tokens }: ReadSentence, at: number): boolean =>
  tokens[at - 1]?.lower === 'to' &&
  (tokens.slice(Math.max(0, at - 6), at - 1).some(({ lower }) => MANAGED.test(lower)) ||
    tokens.slice(0, at - 1).some(({ lower }) => /^(?:emerged|surfaced|reappeared)$/.test(lower)));
const MANAGED =
  /^(?:took|went|goes|quick|hasten(?:ed|s)?|rush(?:ed|es)?|hurried|waited|first|careful|keen|began|continued)$/;

/** “Local parties, replied X, the minister, would …”. */
const isParenthetic = ({ tokens }: ReadSentence, at: number): boolean =>
  tokens[at - 1]?.word === ',' &&
  /^(?:DET|PROPN)$/.test(tokens[at + 1]?.pos ?? '') &&
  tokens.slice(at + 2).some(({ word }) => word === ',');

export function isSpeech(s: ReadSentence, at: number): boolean {
  const token = s.tokens[at] as Token;
  if (s.quoted.has(at)) return false;
  if (isPhrase(s, at)) return /^(?:quote|cite|be)$/.test(token.lemma) || !isPassive(s, at);
  if (isBesideItsQuotation(s, at)) return !isPassive(s, at);
  const isOn = VERBAL.has(token.pos) && isGoingOn(s, at);
  if (!isOn && !isSaid(s, at)) return false;
  // “… that farmers say shuts them out” is said in passing.
  if (isVerbAfter(s, at) || isYesOrNo(s, at + 1) || isInPassing(s, at) || isReducedRelative(s, at)) return false;
  if (isOrder(s, at)) return false;
  // “To say”, “was told”, “is believed”, “has never said”: nobody says it there.
  const isAfterTo = /^(?:to|for|of)$/.test(s.tokens[at - 1]?.lower ?? '') && !isManagedTo(s, at);
  if (isAfterTo || isPassive(s, at) || isGerund(s, at)) return false;
  const isThought = /^(?:think|believe|expect|see|remember)$/.test(token.lemma);
  if (!isThought && helpersBefore(s, at).some(({ lower }) => NEGATION.test(lower))) return false;
  const lemma = verbIn(SPEECH, s.tokens, at) ?? token.lemma;
  return isOn || !SPEECH_WITH_THAT.has(lemma) || hasWordsAfter(s, at) || isInserted(s, at) || isParenthetic(s, at);
}
