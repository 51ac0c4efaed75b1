/** Whose act or words a passage tells of: weighs each party that it may be, and no party at all. */
import type { PartyId } from '../../events/ids.js';
import type { Kind } from '../../events/vocabulary.js';
import type { Passage } from '../kinds/passage.js';
import { softmax, weightOf, type Weights } from '../model/linear.js';
import type { Around } from './around.js';
import type { Mention } from './mention.js';
import { whoseFeatures } from './whose-features.js';

export interface Whose {
  /** None: of no party. */
  readonly party: PartyId | null;
  readonly likelihood: number;
  /** The words that stand for it. */
  readonly mention?: Mention;
}

/** Those spoken of longer ago are not thought of. */
const MOST_SEEN = 4;

/** The parties that it may be, in the order in which they are named; last, none. */
export function optionsOf({ sentence, voice, from, to }: Passage, around: Around): (PartyId | null)[] {
  const named = sentence.mentions
    .filter((mention) => mention.from >= from && mention.from < to)
    .map(({ party }) => party);
  const { before, earlier, spoke, person, seen } = around;
  const others = [voice.party, before, earlier, spoke, person].flatMap((party) => party ?? []);
  return [...new Set([...named, ...others, ...seen.slice(0, MOST_SEEN)]), null];
}

/** The parties by how likely it is theirs. */
export function whoseIs(passage: Passage, kind: Kind, around: Around, weights: Weights): Whose[] {
  const options = optionsOf(passage, around);
  const featuresOf = whoseFeatures(passage, kind, around);
  const scored = options.map((option) => [option, weightOf(weights, featuresOf(option))] as const);
  return softmax(scored).map(({ answer, likelihood }) => {
    const mention = passage.sentence.mentions.find(({ party }) => party === answer);
    return { party: answer, likelihood, ...(mention ? { mention } : {}) };
  });
}
