/** Finds the speaker's words and the verb of saying in a sentence. */
import type { ReadSentence } from '../../text/read-sentence.js';
import { afterQuotation } from './after-quotation.js';
import { refusalFrame } from './refusals.js';
import {
  colonFrame,
  cutAtComma,
  fromWhomWeHear,
  inTheView,
  ofWhom,
  saidBy,
  toldToThePress,
  viewIs,
} from './other-frames.js';
import { afterVerb, beforeVerb, isNominal, isVerbal, type Range, type SpeechFrame } from './speaker-range.js';
import { besideQuote, helpersBefore, isCameOut, isInserted, isSpeech } from './is-speech.js';
import { CLEAR } from './speech-verbs.js';

/** “According to X”. */
function accordingTo(s: ReadSentence): SpeechFrame | null {
  const at = s.tokens.findIndex(
    ({ lower }, i) => lower === 'according' && s.tokens[i + 1]?.lower === 'to' && !s.quoted.has(i),
  );
  if (at < 0) return null;
  const speaker = cutAtComma(s, at, afterVerb(s, at + 1));
  return speaker && { speaker, verb: { from: at, to: at + 2 } };
}

/** A verb before, that is of no relative clause: “A secretary, who begged to be left out, predicts trouble” has none. */
function hasMainVerb(s: ReadSentence, before: number): boolean {
  let isRelative = false;
  return s.tokens.slice(0, before).some((token, i) => {
    if (token.word === ',') isRelative = /^(?:who|which|whose|whom)$/.test(s.tokens[i + 1]?.lower ?? '');
    return !isRelative && (isVerbal(token) || s.quoted.has(i));
  });
}

/**
 * In “…”, said X, and …, said X, the speaker follows. Where a verb follows the words after “said”, they are what is said:
 * “X, the minister, said Y would sign”.
 */
function isInverted(s: ReadSentence, at: number): boolean {
  const before = s.tokens[at - 1]?.word;
  if (before !== '"' && before !== ',') return false;
  const isShort = at < 5 && s.tokens.findIndex(({ word }) => word === ',') === at - 1;
  if (before === ',' && !isShort && !hasMainVerb(s, at)) return false;
  if (s.tokens[at]?.lemma === 'tell') return false;
  const after = afterVerb(s, at);
  const first = after && s.tokens[after.from];
  if (!after || !first || !(/^(?:DET|PROPN|NOUN|ADJ|NUM|PRON)$/.test(first.pos) || isNominal(first))) return false;
  if (!s.tokens.slice(after.from, after.to).some(isNominal)) return false;
  const stop = s.tokens[after.to];
  return !isVerbal(stop) || /^(?:who|which)$/.test(s.tokens[after.to - 1]?.lower ?? '');
}

const SOME = /^(?:both|another|others?|second|third|fourth)$/;
const hasWords = (s: ReadSentence, range: Range | null): range is Range =>
  range !== null &&
  s.tokens
    .slice(range.from, range.to)
    .some((token) => isNominal(token) || token.pos === 'NUM' || SOME.test(token.lower));

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
  const isParticiple =
    s.tokens[at]?.lower.endsWith('ing') === true && (s.tokens[at - 1]?.word === ',' || isCameOut(s.tokens, at));
  const speaker = isInverted(s, at) ? afterVerb(s, at) : isParticiple ? beforeParticiple(s, at) : beforeVerb(s, at);
  if (!hasWords(s, speaker)) return null;
  return { speaker: withoutOpening(s, speaker), verb: { from: at, to: at + 1 } };
}

const rankOf = (s: ReadSentence, at: number): number =>
  (isInserted(s, at) && helpersBefore(s, at).every(({ lower }) => lower !== 'had') ? -4 : 0) +
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

/** “As some drivers claimed”: whoever else speaks in the sentence does before them. */
const isAsTheySay = (s: ReadSentence, { speaker }: SpeechFrame): boolean =>
  /^(?:as|when|after|although|though|while|because|since)$/.test(s.tokens[speaker.from - 1]?.lower ?? '') &&
  speaker.from > 1;

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
  const inPassing = verbs.filter((frame) => isAsTheySay(s, frame));
  if (!isClear) yield colonFrame(s);
  yield* verbs.filter((frame) => !inPassing.includes(frame));
  if (isClear) yield colonFrame(s);
  yield viewIs(s);
  yield afterQuotation(s);
  yield toldToThePress(s);
  yield refusalFrame(s);
  yield fromWhomWeHear(s);
  yield ofWhom(s);
  yield saidBy(s);
  yield* inPassing;
}

/** Who may speak in a sentence, and the verb: the surest first. The first whose speaker can be read is it. */
export function* speechFrames(s: ReadSentence): Generator<SpeechFrame> {
  for (const frame of framesBySort(s)) if (frame) yield frame;
}
