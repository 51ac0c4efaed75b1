/** What was learned from coded articles: see `npm run intake:train`. */
import { WEIGHTS } from '../data/weights.js';
import type { Weights } from './linear.js';

export interface Model {
  /** Of kinds. */
  readonly kinds: Weights;
  /** Of the outlooks of assessments, and of what stances are. */
  readonly outlook: Weights;
  readonly toward: Weights;
  /** Whether a sentence is worth recording: the weights of `yes`. */
  readonly worth: Weights;
  /** Of whose act or words something is: the weights of `yes`, for each party that it may be. */
  readonly party: Weights;
  /** How likely kind and party are right, from what the others say: the weights of `yes`. */
  readonly right: Weights;
  /** From which likelihood on a sentence is proposed. */
  readonly worthFrom: number;
  /** From which confidence on, too: where neither kind nor party can be told, a sentence is no help. */
  readonly likelyFrom: number;
  /** From which confidence on a kind is asserted. */
  readonly assertedFrom: number;
}

export const MODEL: Model = JSON.parse(WEIGHTS) as Model;
