/** Finds the speaker's words and the verb of saying in a sentence. */
import type { ReadSentence } from '../text/read-sentence.js';
import type { Token } from '../text/tokens.js';
import { PAPERS, SPEECH } from './words.js';

/** Token ranges, ends excluded. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface SpeechFrame {
  /** The words of who speaks. */
  readonly speaker: Range;
  /** The verb, or “according to”. */
  readonly verb: Range;
}

const VERBAL: ReadonlySet<string> = new Set(['VERB', 'AUX']);
const BETWEEN: ReadonlySet<string> = new Set(['AUX', 'ADV', 'PART']);
/** Where a clause begins. */
const OPENS: ReadonlySet<string> = new Set([
  'but',
  'while',
  'whereas',
  'although',
  'though',
  'that',
  'because',
  'if',
  'after',
  'before',
  'as',
]);
const STOPS = /^[;:".?!]$/;

const isSpeech = (s: ReadSentence, at: number): boolean => {
  const token = s.tokens[at] as Token;
  if (s.quoted.has(at) || !SPEECH.has(token.lemma) || !VERBAL.has(token.pos)) return false;
  const before = s.tokens[at - 1]?.lower;
  // “To say”, “is expected to”, “was told”: no saying of its own.
  return (
    before !== 'to' &&
    !/^(?:believed|expected|seen|called|cited|viewed|told|informed|briefed)$/.test(isPassive(s, at) ? token.lower : '')
  );
};

function isPassive({ tokens }: ReadSentence, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 3); i -= 1) {
    const token = tokens[i] as Token;
    if (token.lemma === 'be') return !tokens[at]?.lower.endsWith('ing');
    if (!BETWEEN.has(token.pos)) return false;
  }
  return false;
}

/** Back from the verb to the beginning of the clause. */
function speakerBefore(s: ReadSentence, verb: number): Range | null {
  let to = verb;
  while (to > 0 && BETWEEN.has(s.tokens[to - 1]?.pos ?? '')) to -= 1;
  let from = to;
  while (from > 0 && to - from < 30) {
    const token = s.tokens[from - 1] as Token;
    if (STOPS.test(token.word) || s.quoted.has(from - 1)) break;
    if (OPENS.has(token.lower) && from < to) break;
    from -= 1;
  }
  while (from < to && /^[,]$/.test(s.tokens[from]?.word ?? '')) from += 1;
  return from < to ? { from, to } : null;
}

/** “…”, said X, the minister of Y. */
function speakerAfter(s: ReadSentence, verb: number): Range | null {
  let to = verb + 1;
  while (to < s.tokens.length && to - verb < 25) {
    const token = s.tokens[to] as Token;
    if (STOPS.test(token.word) || s.quoted.has(to)) break;
    if (VERBAL.has(token.pos) && !/^(?:known|named|called|familiar|briefed)$/.test(token.lower)) break;
    to += 1;
  }
  return to > verb + 1 ? { from: verb + 1, to } : null;
}

const isNominal = ({ pos }: Token): boolean => pos === 'NOUN' || pos === 'PROPN' || pos === 'PRON';
const hasWords = (s: ReadSentence, range: Range | null): range is Range =>
  range !== null && s.tokens.slice(range.from, range.to).some(isNominal);

/** “According to X”. */
function accordingTo(s: ReadSentence): SpeechFrame | null {
  const at = s.tokens.findIndex(
    ({ lower }, i) => lower === 'according' && s.tokens[i + 1]?.lower === 'to' && !s.quoted.has(i),
  );
  if (at < 0) return null;
  const after = speakerAfter(s, at + 1);
  if (!after) return null;
  const comma = s.tokens.findIndex(({ word }, i) => i > after.from && i < after.to && word === ',');
  const to = at === 0 && comma > 0 ? comma : after.to;
  return { speaker: { from: after.from, to }, verb: { from: at, to: at + 2 } };
}

const besideQuote = (s: ReadSentence, at: number): boolean => {
  const near = s.tokens.slice(Math.max(0, at - 2), at + 3);
  return near.some(({ word }) => word === '"');
};

/** In “…, said X” the verb follows a comma or a quotation mark. */
const isInverted = (s: ReadSentence, at: number): boolean => {
  const before = s.tokens[at - 1]?.word;
  return (before === '"' || before === ',') && isNominal(s.tokens[at + 1] ?? ({ pos: '' } as Token));
};

const startsNominal = (s: ReadSentence, at: number): boolean =>
  ['DET', 'PROPN', 'NOUN', 'ADJ', 'NUM', 'PRON'].includes(s.tokens[at + 1]?.pos ?? '');

function frameAt(s: ReadSentence, at: number): SpeechFrame | null {
  const inverted = isInverted(s, at) || (/^["]$/.test(s.tokens[at - 1]?.word ?? '') && startsNominal(s, at));
  const speaker = inverted ? speakerAfter(s, at) : speakerBefore(s, at);
  return hasWords(s, speaker) ? { speaker, verb: { from: at, to: at + 1 } } : null;
}

/** Verbs that say little else, before those that may be something else (“see”, “hope”). */
const CLEAR: ReadonlySet<string> = new Set([
  'say',
  'tell',
  'state',
  'add',
  'announce',
  'confirm',
  'deny',
  'insist',
  'warn',
  'claim',
  'describe',
  'report',
  'emphasize',
  'stress',
  'declare',
]);

export function speechFrame(s: ReadSentence): SpeechFrame | null {
  const verbs = s.tokens.map((_, i) => i).filter((i) => isSpeech(s, i));
  const ranked = verbs
    .map((at) => ({ at, rank: (besideQuote(s, at) ? 0 : 2) + (CLEAR.has(s.tokens[at]?.lemma ?? '') ? 0 : 1) }))
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at);
  for (const { at } of ranked) {
    const frame = frameAt(s, at);
    if (frame) return frame;
  }
  return accordingTo(s);
}

/** “In a statement”: whoever acts in the sentence says so. */
export const inAStatement = ({ tokens }: ReadSentence): boolean =>
  tokens.some(
    ({ lower }, i) =>
      PAPERS.has(lower) &&
      /^(?:a|an|its|his|her|their)$/.test(tokens[i - 1]?.lower ?? '') &&
      /^(?:in|by|with)$/.test(tokens[i - 2]?.lower ?? ''),
  );
