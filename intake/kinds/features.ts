/** The features of a passage by which it is judged: its cues, its words, its shape, and who says it. */
import type { PartyId } from '../../events/ids.js';
import type { Role } from '../../events/vocabulary.js';
import { actorOf } from '../parties/actor.js';
import type { Token } from '../text/tokens.js';
import type { ReadSentence } from '../text/read-sentence.js';
import type { Voice } from '../voices/voice.js';
import { classesOf } from './classes.js';
import { clauseFeatures } from './clause.js';
import { senseFeatures } from './sense-features.js';
import { shapeFeatures } from './shape.js';
import type { Fired } from './fired.js';
import { cuesIn } from './fired.js';
import { NEGATIONS } from '../text/pattern.js';
import type { Passage, Place } from './passage.js';
import type { Features } from '../model/linear.js';

/** A whole sentence. */
export function passageOf(
  roles: ReadonlyMap<PartyId, Role>,
  sentence: ReadSentence,
  voice: Voice,
  place?: Place,
): Passage {
  const fired = cuesIn(sentence).filter(({ at, cue }) => !isOfTheFrame(cue.kind, at.from, voice));
  return { sentence, voice, from: 0, to: sentence.tokens.length, fired, roles, ...(place ? { place } : {}) };
}

/** A part of a passage. */
export const partOf = (whole: Passage, from: number, to: number): Passage => ({
  ...whole,
  from,
  to,
  fired: whole.fired.filter(({ at }) => at.from >= from && at.from < to),
});

/** The verb of saying is no cue of what is said, but where it says the kind itself: “denied”, “confirmed”. */
function isOfTheFrame(kind: string, at: number, { frame }: Voice): boolean {
  return (
    frame !== undefined &&
    at >= frame.from &&
    at < frame.to &&
    kind !== 'denial' &&
    kind !== 'confirmation' &&
    kind !== 'no-comment' &&
    kind !== 'refusal' &&
    kind !== 'overture' &&
    kind !== 'demand' &&
    kind !== 'violation'
  );
}

const CONTENT: ReadonlySet<string> = new Set(['VERB', 'NOUN', 'ADJ', 'ADV']);
/** Words that tell nothing of the kind. */
const EMPTY: ReadonlySet<string> = new Set(
  'be have do say also year day week month people monday tuesday wednesday thursday friday saturday sunday'.split(' '),
);

const isContent = ({ pos, lemma }: Token): boolean =>
  CONTENT.has(pos) && !EMPTY.has(lemma) && /^[a-z-]{3,}$/.test(lemma);

function* cueFeatures(fired: readonly Fired[]): Generator<string> {
  for (const { cue, mood } of fired) {
    yield `cue ${cue.kind}: ${cue.name}${mood === 'asserted' ? '' : ` (${mood})`}`;
    yield `kind ${mood === 'negated' ? (cue.negated ?? `not ${cue.kind}`) : cue.kind}${mood === 'asserted' || mood === 'negated' ? '' : ` (${mood})`}`;
  }
}

function* wordFeatures({ sentence, from, to, voice }: Passage): Generator<string> {
  const inMention = new Set(
    sentence.mentions.flatMap((mention) =>
      Array.from({ length: mention.to - mention.from }, (_, i) => mention.from + i),
    ),
  );
  const words = sentence.tokens
    .slice(from, to)
    .filter((token, i) => isContent(token) && !inMention.has(from + i) && !isInFrame(from + i, voice));
  for (const { lemma } of words) yield `word ${lemma}`;
  for (const name of new Set(words.flatMap(({ lemma }) => classesOf(lemma)))) yield `class ${name}`;
}

const isInFrame = (at: number, { frame }: Voice): boolean => frame !== undefined && at >= frame.from && at < frame.to;

/** Principals demand and offer, third parties welcome and mediate. */
function* roleFeatures({ fired, roles, sentence, voice }: Passage): Generator<string> {
  const side = (party: PartyId | undefined) =>
    party ? (roles.get(party) === 'principal' ? 'a principal' : 'a third party') : 'nobody';
  const first = fired.find(({ mood }) => mood === 'asserted' || mood === 'negated');
  const actor = first ? actorOf(sentence, first.at)?.party : undefined;
  yield `${side(voice.party)} speaks`;
  yield `${side(actor ?? voice.party)} acts`;
  if (first)
    yield `first ${first.mood === 'negated' ? (first.cue.negated ?? `not ${first.cue.kind}`) : first.cue.kind}`;
  if (sentence.mentions.some((mention, i) => sentence.mentions[i + 1]?.from === mention.from)) yield 'both sides';
  if (voice.frame && ACCUSES.test(sentence.text)) yield 'accuses';
}

const ACCUSES = /\b(?:accus|blam)(?:es?|ed|ing)\b/i;

function* voiceFeatures(passage: Passage): Generator<string> {
  const { sentence, voice, from, to } = passage;
  yield 'always';
  yield `capacity ${voice.capacity}`;
  yield `how ${voice.how}`;
  const verb = voice.frame && sentence.tokens.slice(voice.frame.from, voice.frame.to).find(({ pos }) => pos === 'VERB');
  if (verb) yield `says ${verb.lemma}`;
  const tokens = sentence.tokens.slice(from, to);
  if (tokens.some(({ lower }) => NEGATIONS.has(lower))) yield 'a negation';
  if (tokens.some(({ lower }) => lower === 'if' || lower === 'unless' || lower === 'until')) yield 'a condition';
  if (tokens.some(({ pos }) => pos === 'NUM')) yield 'a number';
  if (tokens.some(({ lower }) => lower === 'will' || lower === "'ll")) yield 'the future';
  if (tokens.some(({ lower }) => lower === 'would' || lower === 'could' || lower === 'may' || lower === 'might'))
    yield 'a possibility';
  if (tokens.some(({ lower }) => lower === 'must' || lower === 'should' || lower === 'need')) yield 'a must';
  if (tokens.some(({ lower }) => lower === 'we' || lower === 'our')) yield 'we';
  yield* roleFeatures(passage);
  const parties = new Set(sentence.mentions.map(({ party }) => party)).size;
  yield `parties ${Math.min(parties, 3)}`;
}

/**
 * Every feature of a passage, by name.
 * @param published when the article was
 */
export function featuresOf(passage: Passage, published: string | undefined): Features {
  const found = new Map<string, number>();
  for (const name of cueFeatures(passage.fired)) found.set(name, 1);
  for (const name of wordFeatures(passage)) found.set(name, name.startsWith('class ') ? 0.7 : 0.5);
  for (const name of clauseFeatures(passage)) found.set(name, 0.7);
  for (const name of senseFeatures(passage)) found.set(name, 0.6);
  for (const name of voiceFeatures(passage)) found.set(name, 1);
  for (const name of shapeFeatures(passage, published)) found.set(name, 1);
  found.set('cues', Math.min(4, passage.fired.filter(({ mood }) => mood === 'asserted' || mood === 'negated').length));
  return found;
}
