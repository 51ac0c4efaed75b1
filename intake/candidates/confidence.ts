/** How likely it is that the first kind and the party of a candidate are both right. */
import type { Kind } from '../../events/vocabulary.js';
import type { Passage } from '../kinds/features.js';
import { logistic, scoreOf, type Features, type Weights } from '../model/linear.js';

export interface Likelihoods {
  readonly kind: Kind;
  /** Of the first kind, and by how much it leads. */
  readonly first: number;
  readonly second: number;
  readonly party: number;
  readonly worth: number;
}

const logit = (p: number): number => Math.log(Math.max(p, 0.001) / Math.max(1 - p, 0.001));

export function rightFeatures({ fired, voice }: Passage, { kind, first, second, party, worth }: Likelihoods): Features {
  const found = new Map<string, number>([
    ['always', 1],
    ['kind', logit(first)],
    ['lead', Math.min(3, Math.log(first / Math.max(second, 0.001)))],
    ['party', logit(party)],
    ['worth', logit(worth)],
    [`of ${kind}`, 1],
    [`how ${voice.how}`, 1],
  ]);
  if (fired.some(({ cue, mood }) => cue.kind === kind && mood === 'asserted')) found.set('a cue says so', 1);
  return found;
}

export const confidenceOf = (passage: Passage, likelihoods: Likelihoods, weights: Weights): number =>
  logistic(scoreOf(weights, rightFeatures(passage, likelihoods), 'yes'));
