/** Finds the speaker's words and the verb of saying in a sentence. */
import type { ReadSentence } from '../text/read-sentence.js';
import type { Token } from '../text/tokens.js';
import { refusalFrame } from './refusals.js';
import { colonFrame, inTheView, ofWhom, saidBy } from './other-frames.js';
import { afterVerb, beforeVerb, isNominal, isVerbal, type Range, type SpeechFrame } from './speaker-range.js';
import { CLEAR, SPEECH, SPEECH_WITH_THAT, verbIn } from './speech-verbs.js';
import { isPapersWords } from './words.js';

const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX']);
const BETWEEN: ReadonlySet<string> = new Set(['AUX', 'ADV', 'PART']);
const RELATIVE = /^(?:who|which|that)$/;
const NEGATION = /^(?:not|n't|never)$/;

/** The auxiliaries and adverbs just before a verb. */
function helpersBefore({ tokens }: ReadSentence, at: number): readonly Token[] {
  let from = at;
  while (from > 0 && at - from < 4 && BETWEEN.has(tokens[from - 1]?.pos ?? '')) from -= 1;
  return tokens.slice(from, at);
}

function isPassive(s: ReadSentence, at: number): boolean {
  if (s.tokens[at]?.lower.endsWith('ing')) return false;
  return helpersBefore(s, at).some(({ lemma }) => lemma === 'be');
}

/** “That”, a quotation, soon after. */
const hasWordsAfter = ({ tokens }: ReadSentence, at: number): boolean =>
  tokens.slice(at + 1, at + 7).some(({ lower, word }) => lower === 'that' || word === '"');

/** “…, several participants reported.”: after a comma, and with nothing of its own. */
function isInserted(s: ReadSentence, at: number): boolean {
  const range = beforeVerb(s, at);
  const next = s.tokens[at + 1];
  const isAlone = next === undefined || /^[.,]$/.test(next.word) || next.pos === 'ADP';
  return (
    range !== null && isAlone && s.tokens[range.from - 1]?.word === ',' && s.tokens.slice(0, range.from).some(isVerbal)
  );
}

/** “In writing”, “the warning”: no verb; “, adding that” and “is telling” are. */
const isGerund = ({ tokens }: ReadSentence, at: number): boolean =>
  (tokens[at]?.lower ?? '').endsWith('ing') &&
  tokens[at - 1]?.word !== ',' &&
  tokens[at - 1]?.pos !== 'AUX' &&
  tokens[at - 1]?.pos !== 'ADV';

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
  // “He had telephoned both and warned them that …”.
  return (
    s.tokens[at - 1]?.lower === 'and' &&
    s.tokens.slice(0, at).some(({ lower }, i) => lower === 'had' && !s.quoted.has(i))
  );
}

function isSpeech(s: ReadSentence, at: number): boolean {
  const token = s.tokens[at] as Token;
  if (s.quoted.has(at)) return false;
  if (isPhrase(s, at)) return /^(?:quote|cite|be)$/.test(token.lemma) || !isPassive(s, at);
  if (isBesideItsQuotation(s, at)) return !isPassive(s, at);
  const isOn = VERBAL.has(token.pos) && isGoingOn(s, at);
  if (!isOn && !isSaid(s, at)) return false;
  // “… that farmers say shuts them out” is said in passing.
  if (s.tokens[at + 1]?.pos === 'VERB' || isYesOrNo(s, at + 1) || isInPassing(s, at)) return false;
  // “To say”, “was told”, “is believed”, “has never said”: nobody says it there.
  if (/^(?:to|for|of)$/.test(s.tokens[at - 1]?.lower ?? '') || isPassive(s, at) || isGerund(s, at)) return false;
  if (helpersBefore(s, at).some(({ lower }) => NEGATION.test(lower))) return false;
  const lemma = verbIn(SPEECH, s.tokens, at) ?? token.lemma;
  return isOn || !SPEECH_WITH_THAT.has(lemma) || hasWordsAfter(s, at) || isInserted(s, at);
}

/** “According to X”. */
function accordingTo(s: ReadSentence): SpeechFrame | null {
  const at = s.tokens.findIndex(
    ({ lower }, i) => lower === 'according' && s.tokens[i + 1]?.lower === 'to' && !s.quoted.has(i),
  );
  if (at < 0) return null;
  const speaker = afterVerb(s, at + 1);
  return speaker && { speaker, verb: { from: at, to: at + 2 } };
}

function besideQuote(s: ReadSentence, at: number): boolean {
  return s.tokens.slice(Math.max(0, at - 2), at + 3).some(({ word }) => word === '"');
}

/**
 * In “…”, said X, and …, said X, the speaker follows. Where a verb follows the words after “said”, they are what is said:
 * “X, the minister, said Y would sign”.
 */
function isInverted(s: ReadSentence, at: number): boolean {
  const before = s.tokens[at - 1]?.word;
  if (before !== '"' && before !== ',') return false;
  if (s.tokens[at]?.lemma === 'tell') return false;
  const after = afterVerb(s, at);
  if (!after || !/^(?:DET|PROPN|NOUN|ADJ|NUM|PRON)$/.test(s.tokens[after.from]?.pos ?? '')) return false;
  if (!s.tokens.slice(after.from, after.to).some(isNominal)) return false;
  const stop = s.tokens[after.to];
  return !isVerbal(stop) || /^(?:who|which)$/.test(s.tokens[after.to - 1]?.lower ?? '');
}

const hasWords = (s: ReadSentence, range: Range | null): range is Range =>
  range !== null &&
  s.tokens
    .slice(range.from, range.to)
    .some((token) => isNominal(token) || token.pos === 'NUM' || token.lower === 'both');

/** Without “is how” and “as” before it. */
function withoutOpening(s: ReadSentence, range: Range): Range {
  let { from } = range;
  while (from < range.to - 1 && /^(?:is|was|how|as|so|and|but|yet|then|meanwhile|,)$/.test(s.tokens[from]?.lower ?? ''))
    from += 1;
  return { from, to: range.to };
}

/** “X was more guarded, saying that …”: who does what the sentence begins with. */
function beforeParticiple(s: ReadSentence, at: number): Range | null {
  const main = s.tokens.findIndex((token, i) => isVerbal(token) && !s.quoted.has(i));
  if (main < 1 || main >= at || s.tokens[main]?.lower === 'had') return null;
  return beforeVerb(s, main);
}

function frameAt(s: ReadSentence, at: number): SpeechFrame | null {
  const isParticiple = s.tokens[at]?.lower.endsWith('ing') && s.tokens[at - 1]?.word === ',';
  const speaker = isInverted(s, at) ? afterVerb(s, at) : isParticiple ? beforeParticiple(s, at) : beforeVerb(s, at);
  if (!hasWords(s, speaker)) return null;
  return { speaker: withoutOpening(s, speaker), verb: { from: at, to: at + 1 } };
}

const rankOf = (s: ReadSentence, at: number): number =>
  (besideQuote(s, at) ? 0 : 2) +
  (CLEAR.has(s.tokens[at]?.lemma ?? '') ? 0 : 1) +
  (helpersBefore(s, at).some(({ lower }) => lower === 'had') ? 4 : 0);

/** The verbs of saying that have a speaker: one beside a quotation before others, and a clear one before the rest. */
function verbFrames(s: ReadSentence): SpeechFrame[] {
  return s.tokens
    .map((_, at) => at)
    .filter((at) => isSpeech(s, at))
    .map((at) => ({ at, rank: rankOf(s, at) }))
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at)
    .flatMap(({ at }) => frameAt(s, at) ?? []);
}

const isJustPronoun = (s: ReadSentence, { speaker: { from, to } }: SpeechFrame): boolean =>
  to - from === 1 && s.tokens[from]?.pos === 'PRON';

/** The sorts of frames, the surest first; later ones are only looked for where those before are none. */
function* framesBySort(s: ReadSentence): Generator<SpeechFrame | null> {
  yield accordingTo(s);
  yield inTheView(s);
  const verbs = verbFrames(s);
  const [first] = verbs;
  const isClear =
    first !== undefined &&
    (besideQuote(s, first.verb.from) || CLEAR.has(s.tokens[first.verb.from]?.lemma ?? '')) &&
    !isJustPronoun(s, first);
  if (!isClear) yield colonFrame(s);
  yield* verbs;
  if (isClear) yield colonFrame(s);
  yield refusalFrame(s);
  yield ofWhom(s);
  yield saidBy(s);
}

/** Who may speak in a sentence, and the verb: the surest first. The first whose speaker can be read is it. */
export function* speechFrames(s: ReadSentence): Generator<SpeechFrame> {
  for (const frame of framesBySort(s)) if (frame) yield frame;
}
