/** How likely it is that the first kind and the party of a candidate are both right. */
import type { PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import type { Passage } from '../kinds/passage.js';
import { logistic, scoreOf, type Features, type Weights } from '../model/linear.js';

export interface Likelihoods {
  readonly kind: Kind;
  /** Of the first kind, and by how much it leads. */
  readonly first: number;
  readonly second: number;
  readonly party: number;
  readonly worth: number;
  /** Whose it is taken for. */
  readonly whose: PartyId | null;
}

const logit = (p: number): number => Math.log(Math.max(p, 0.001) / Math.max(1 - p, 0.001));

function* ofSentence({ sentence, voice, fired, from, to }: Passage, kind: Kind): Generator<string> {
  yield `of ${kind}`;
  yield `how ${voice.how}`;
  yield `capacity ${voice.capacity}`;
  yield `parties ${Math.min(3, new Set(sentence.mentions.map(({ party }) => party)).size)}`;
  if (to - from > 30) yield 'long';
  const asserted = fired.filter(({ mood }) => mood === 'asserted');
  if (asserted.some(({ cue }) => cue.kind === kind)) yield 'a cue says so';
  const others = new Set(asserted.map(({ cue }) => cue.kind)).size;
  yield `kinds of cues ${Math.min(4, others)}`;
}

/** A party that a sentence does not name, or that is not the one who speaks in it, is told less surely. */
function* ofWhose({ sentence, voice }: Passage, whose: PartyId | null): Generator<string> {
  if (whose === null) yield 'of nobody';
  else if (whose === voice.party) yield 'of who speaks';
  else if (voice.party) yield 'of another than who speaks';
  if (whose !== null && !sentence.mentions.some(({ party }) => party === whose)) yield 'of one not named';
}

export function rightFeatures(passage: Passage, likelihoods: Likelihoods): Features {
  const { kind, first, second, party, worth, whose } = likelihoods;
  const found = new Map<string, number>([
    ['always', 1],
    ['kind', logit(first)],
    ['lead', Math.min(3, Math.log(first / Math.max(second, 0.001)))],
    ['party', logit(party)],
    ['worth', logit(worth)],
  ]);
  for (const name of ofSentence(passage, kind)) found.set(name, 1);
  for (const name of ofWhose(passage, whose)) found.set(name, 1);
  return found;
}

export const confidenceOf = (passage: Passage, likelihoods: Likelihoods, weights: Weights): number =>
  logistic(scoreOf(weights, rightFeatures(passage, likelihoods)));
