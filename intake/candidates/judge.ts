/** Judges a passage: is it worth recording, of which kind, whose is it, and how sure is that. */
import type { Span } from '../../events/intake/candidate.js';
import type { Kind } from '../../events/vocabulary.js';
import type { Subject } from '../fields/subjects.js';
import { featuresOf } from '../kinds/features.js';
import { readingOf } from '../kinds/reading.js';
import type { Passage } from '../kinds/passage.js';
import { answersIn, type Answers } from '../model/answers.js';
import { logistic, softmax } from '../model/linear.js';
import { scoresIn } from '../model/network.js';
import type { Model } from '../model/trained.js';
import type { Around } from '../parties/around.js';
import { whoseIs, type Whose } from '../parties/whose.js';
import { confidenceOf, type Likelihoods } from './confidence.js';

export interface Judged {
  readonly passage: Passage;
  readonly answers: Answers;
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

/** By one of the kinds: the first of those given. */
function judgedBy(
  judged: Pick<Judged, 'passage' | 'answers' | 'worth' | 'kinds'>,
  around: Around,
  model: Model,
): Judged {
  const { passage, kinds, worth } = judged;
  const [first, second] = kinds;
  const kind = first?.answer ?? 'confirmation';
  const [whose = { party: null, likelihood: 1 }] = whoseIs(passage, kind, around, model.party);
  const all = {
    kind,
    first: first?.likelihood ?? 0,
    second: second?.likelihood ?? 0,
    party: whose.likelihood,
    worth,
    whose: whose.party,
  };
  return { ...judged, whose, likelihoods: all, confidence: confidenceOf(passage, all, model.right) };
}

export function judge(passage: Passage, around: Around, published: string | undefined, model: Model): Judged {
  const answers = answersIn(scoresIn(model.network, readingOf(passage, featuresOf(passage, published))));
  return judgedBy({ passage, answers, worth: logistic(answers.worth), kinds: softmax(answers.kinds) }, around, model);
}

/** The same passage, by the kind that is the next likeliest: a sentence may say two things, and the first may be wrong. */
export function judgeNext(judged: Judged, around: Around, model: Model): Judged {
  const [first, second, ...others] = judged.kinds;
  return first && second ? judgedBy({ ...judged, kinds: [second, first, ...others] }, around, model) : judged;
}
