/** Judges a passage: is it worth recording, of which kind, whose is it, and how sure is that. */
import type { Span } from '../../events/intake/candidate.js';
import { KINDS, type Kind } from '../../events/vocabulary.js';
import type { Subject } from '../fields/subjects.js';
import { kindFeatures } from '../kinds/features.js';
import type { Passage } from '../kinds/passage.js';
import { likelihoods, type Features } from '../model/linear.js';
import type { Model } from '../model/trained.js';
import { whoseIs, type Around, type Whose } from '../parties/whose.js';
import { agreeingOn, confidenceOf, type Likelihoods } from './confidence.js';
import { worthOf } from './worth.js';

export interface Judged {
  readonly passage: Passage;
  /** By which its kind was told. */
  readonly features: Features;
  readonly worth: number;
  /** The likeliest first. */
  readonly kinds: readonly { readonly answer: Kind; readonly likelihood: number }[];
  readonly whose: Whose;
  readonly likelihoods: Likelihoods;
  readonly confidence: number;
  /** Sentences after it in which the same is said on. */
  readonly goesOnIn?: readonly Span[];
  /** The one of a list that it is about. */
  readonly subjects?: readonly Subject[];
}

export function judge(passage: Passage, around: Around, published: string | undefined, model: Model): Judged {
  const features = kindFeatures(passage);
  const kinds = likelihoods(model.kinds, features, KINDS);
  const [first, second] = kinds;
  const kind = first?.answer ?? 'confirmation';
  const [whose = { party: null, likelihood: 1 }] = whoseIs(passage, kind, around, model.party);
  const worth = worthOf(features, passage, published, model.worth);
  const all = {
    kind,
    first: first?.likelihood ?? 0,
    second: second?.likelihood ?? 0,
    party: whose.likelihood,
    worth,
    agreeing: agreeingOn(kind, features, model.kinds),
  };
  return {
    passage,
    features,
    worth,
    kinds,
    whose,
    likelihoods: all,
    confidence: confidenceOf(passage, all, model.right),
  };
}
