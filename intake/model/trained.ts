/** What was learned from coded articles and texts: see `npm run intake:train`. */
import { NETWORK } from '../data/network.js';
import { WEIGHTS } from '../data/weights.js';
import type { Weights } from './linear.js';
import { settled, type Network } from './network.js';
import { unpacked, type PackedNetwork } from './packed.js';

/** What is linear of a model. */
export interface Linear {
  /** Of whose act or words something is, for each party that it may be. */
  readonly party: Weights;
  /** How likely kind and party are right, from what the others say. */
  readonly right: Weights;
  /** From which likelihood on a sentence is proposed. */
  readonly worthFrom: number;
  /** From which confidence on, too: where neither kind nor party can be told, a sentence is no help. */
  readonly likelyFrom: number;
  /** From which confidence on the next likeliest kind of a sentence is proposed as a second report. */
  readonly alsoFrom: number;
  /** From which confidence on a kind is asserted. */
  readonly assertedFrom: number;
}

export interface Model extends Linear {
  /** Of kinds, of what is worth recording, of outlooks and of what stances are. */
  readonly network: Network;
}

export const MODEL: Model = {
  ...(JSON.parse(WEIGHTS) as Linear),
  network: settled(unpacked(JSON.parse(NETWORK) as PackedNetwork)),
};
