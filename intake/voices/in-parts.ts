/** A sentence in which several speak: “Kiel called it a deal, while a Danish official said that nothing was signed”. */
import type { ReadSentence } from '../text/read-sentence.js';
import type { Voice } from './voice.js';
import type { Range } from './frames/speaker-range.js';
import { helpersBefore } from './frames/is-speech.js';
import { isVerbal } from './frames/speaker-range.js';
import { speechFrames } from './frames/speech-frame.js';

/** Some tokens of a sentence, and who says them. */
export interface HeardPart extends Range {
  readonly voice: Voice;
}

const JOINS = /^(?:but|while|whereas|although|though|and|;)$/;
/** After these somebody else speaks, whether a comma stands before them or not. */
const OPPOSES = /^(?:while|whereas|;)$/;
/** Shorter parts say nothing by themselves. */
const SHORTEST = 4;
const MOST = 3;
/** How many frames are looked at: a clause has its speaker in the surest. */
const FRAMES = 3;

/** Some tokens of a sentence, as a sentence of their own. */
function clauseIn(s: ReadSentence, { from, to }: Range): ReadSentence {
  const tokens = s.tokens.slice(from, to);
  const span = { start: tokens[0]?.start ?? s.span.start, end: tokens.at(-1)?.end ?? s.span.end };
  const mentions = s.mentions
    .filter((mention) => mention.from >= from && mention.to <= to)
    .map((mention) => ({ ...mention, from: mention.from - from, to: mention.to - from }));
  return {
    span,
    text: s.text.slice(span.start - s.span.start, span.end - s.span.start),
    tokens,
    mentions,
    mentionEnds: new Map(mentions.map((mention) => [mention.from, mention.to])),
    quoted: new Set([...s.quoted].filter((at) => at >= from && at < to).map((at) => at - from)),
  };
}

/** Whether somebody speaks at the beginning of a clause, and not in passing: “but officials said”, not “but had said”. */
function beginsWithSpeaker(clause: ReadSentence): boolean {
  let left = FRAMES;
  for (const { speaker, verb } of speechFrames(clause)) {
    const before = clause.tokens[speaker.from - 1];
    const isFirst = speaker.from < 2 || before?.word === ',';
    const isPast = helpersBefore(clause, verb.from).some(({ lower }) => lower === 'had');
    if (isFirst && !isPast && verb.from > speaker.from) return true;
    left -= 1;
    if (left === 0) break;
  }
  return false;
}

const saysSomething = (clause: ReadSentence): boolean =>
  clause.tokens.length >= SHORTEST && clause.tokens.some(isVerbal);
const hasFrame = (clause: ReadSentence): boolean => !speechFrames(clause).next().done;

/** The parts of a sentence in which somebody else begins to speak; the whole alone, where nobody does. */
function partsOf(s: ReadSentence): Range[] {
  const found: Range[] = [];
  let from = 0;
  s.tokens.forEach(({ lower }, at) => {
    if (found.length + 1 >= MOST || at - from < SHORTEST || !JOINS.test(lower) || s.quoted.has(at)) return;
    const after = clauseIn(s, { from: at + 1, to: s.tokens.length });
    if (/^(?:that|had)$/.test(after.tokens[0]?.lower ?? '') || !saysSomething(after)) return;
    const before = clauseIn(s, { from, to: at });
    const isApart = OPPOSES.test(lower) || s.tokens[at - 1]?.word === ',' || hasFrame(before);
    if (!isApart || !saysSomething(before) || !beginsWithSpeaker(after)) return;
    found.push({ from, to: at });
    from = at + 1;
  });
  return [...found, { from, to: s.tokens.length }];
}

/** A voice in a part of a sentence, with its frame counted from the first token of the whole. */
const movedBy = (by: number, voice: Voice): Voice =>
  voice.frame && by > 0 ? { ...voice, frame: { from: voice.frame.from + by, to: voice.frame.to + by } } : voice;

const keyOf = ({ capacity, attribution, party }: Voice): string => [capacity, attribution, party].join(' ');

/** What each says, where several do; else nothing. */
export function heardInParts(s: ReadSentence, voiceIn: (clause: ReadSentence) => Voice): HeardPart[] {
  const ranges = partsOf(s);
  if (ranges.length < 2) return [];
  const parts = ranges.map((range) => ({ ...range, voice: movedBy(range.from, voiceIn(clauseIn(s, range))) }));
  return new Set(parts.map(({ voice }) => keyOf(voice))).size < 2 ? [] : parts;
}
