/** Finds the speaker's words and the verb of saying in a sentence. */
import type { ReadSentence } from '../text/read-sentence.js';
import type { Token } from '../text/tokens.js';
import { afterVerb, beforeVerb, isNominal, type Range } from './speaker-range.js';
import { SPEECH, SPEECH_WITH_THAT } from './words.js';

export interface SpeechFrame {
  /** The words of who speaks. */
  readonly speaker: Range;
  /** The verb, or “according to”. */
  readonly verb: Range;
}

const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX']);
const BETWEEN: ReadonlySet<string> = new Set(['AUX', 'ADV', 'PART']);

function isPassive({ tokens }: ReadSentence, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 3); i -= 1) {
    const token = tokens[i] as Token;
    if (token.lemma === 'be') return !tokens[at]?.lower.endsWith('ing');
    if (!BETWEEN.has(token.pos)) return false;
  }
  return false;
}

const TO_SAY = /^(?:comment|say|discuss|answer|elaborate|confirm|give|speak|respond|disclose|reveal)$/;

/** “That”, a quotation, or “to comment” soon after. */
function hasWordsAfter({ tokens }: ReadSentence, at: number): boolean {
  const after = tokens.slice(at + 1, at + 7);
  if (after.some(({ lower, word }) => lower === 'that' || word === '"')) return true;
  return /^(?:decline|refuse)$/.test(tokens[at]?.lemma ?? '') && TO_SAY.test(tokens[at + 2]?.lemma ?? '');
}

/** “He would not discuss it.” */
const WILL_NOT_SAY: ReadonlySet<string> = new Set(['discuss', 'elaborate', 'comment']);
/** Forms that the tagger takes for nouns, and that are none after a name: “X, the treasurer, announces”. */
const TOLD =
  /^(?:says|tells|adds|announces|confirms|denies|insists|warns|argues|declares|explains|grumbles|stresses|thinks|believes|writes|jokes|doubts)$/;

const isMistakenNoun = ({ tokens }: ReadSentence, at: number): boolean =>
  TOLD.test(tokens[at]?.lower ?? '') && /^(?:NOUN|PROPN|PUNCT|PRON)$/.test(tokens[at - 1]?.pos ?? '');

/** “They said yes to it” is an answer, and “they said no more” is none. */
const isYesOrNo = ({ tokens }: ReadSentence, at: number): boolean =>
  /^(?:yes|no)$/.test(tokens[at]?.lower ?? '') && !/^(?:NOUN|ADJ|ADV)$/.test(tokens[at + 1]?.pos ?? '');

function isSpeech(s: ReadSentence, at: number): boolean {
  const token = s.tokens[at] as Token;
  if (s.quoted.has(at)) return false;
  if (WILL_NOT_SAY.has(token.lemma) && s.tokens[at - 1]?.lemma === 'not') return true;
  const isVerb = VERBAL.has(token.pos) || isMistakenNoun(s, at);
  if (!isVerb || !SPEECH.has(isMistakenNoun(s, at) ? token.lower.replace(/s$/, '') : token.lemma)) return false;
  // “… that farmers say shuts them out” is said in passing.
  if (s.tokens[at + 1]?.pos === 'VERB' || isYesOrNo(s, at + 1)) return false;
  // “To say”, “was told”, “is believed”: nobody says it there.
  if (s.tokens[at - 1]?.lower === 'to' || isPassive(s, at)) return false;
  return !SPEECH_WITH_THAT.has(token.lemma) || hasWordsAfter(s, at);
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

/** A diplomat: “…” */
function beforeColon(s: ReadSentence): SpeechFrame | null {
  const at = s.tokens.findIndex(({ word }, i) => word === ':' && s.tokens[i + 1]?.word === '"');
  if (at < 1 || s.tokens.slice(0, at).some(({ pos }) => pos === 'VERB')) return null;
  return { speaker: { from: 0, to: at }, verb: { from: at, to: at + 1 } };
}

const besideQuote = (s: ReadSentence, at: number): boolean =>
  s.tokens.slice(Math.max(0, at - 2), at + 3).some(({ word }) => word === '"');

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
  return stop === undefined || !VERBAL.has(stop.pos) || /^(?:who|which)$/.test(s.tokens[after.to - 1]?.lower ?? '');
}

const hasWords = (s: ReadSentence, range: Range | null): range is Range =>
  range !== null && s.tokens.slice(range.from, range.to).some(isNominal);

function frameAt(s: ReadSentence, at: number): SpeechFrame | null {
  const speaker = isInverted(s, at) ? afterVerb(s, at) : beforeVerb(s, at);
  return hasWords(s, speaker) ? { speaker, verb: { from: at, to: at + 1 } } : null;
}

/** Verbs that say little else, before those that may be something else (“expect”, “hope”). */
const CLEAR: ReadonlySet<string> = new Set(
  'say tell state add announce confirm deny insist warn claim describe report emphasize stress declare'.split(' '),
);

/** The first verb of saying with a speaker: one beside a quotation before others, and a clear one before the rest. */
export function speechFrame(s: ReadSentence): SpeechFrame | null {
  const verbs = s.tokens.map((_, i) => i).filter((i) => isSpeech(s, i));
  const ranked = verbs
    .map((at) => ({ at, rank: (besideQuote(s, at) ? 0 : 2) + (CLEAR.has(s.tokens[at]?.lemma ?? '') ? 0 : 1) }))
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at);
  const other = accordingTo(s) ?? beforeColon(s);
  if (other) return other;
  for (const { at } of ranked) {
    const frame = frameAt(s, at);
    if (frame) return frame;
  }
  return null;
}
