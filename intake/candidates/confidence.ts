/** How likely it is that the first kind and the party of a candidate are both right. */
import { KINDS, type Kind } from '../../events/vocabulary.js';
import type { Passage } from '../kinds/passage.js';
import { logistic, scoreOf, scoresBy, type Features, type Weights } from '../model/linear.js';

export interface Likelihoods {
  readonly kind: Kind;
  /** Of the first kind, and by how much it leads. */
  readonly first: number;
  readonly second: number;
  readonly party: number;
  readonly worth: number;
  /** What says the first kind by itself, too. */
  readonly agreeing: readonly string[];
}

const logit = (p: number): number => Math.log(Math.max(p, 0.001) / Math.max(1 - p, 0.001));

/** Features that say the kind independently of one another, by the first word of their names. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  cues: ['cue', 'kind', 'first'],
  words: ['word', 'words'],
  'the verb': ['main', 'class'],
};
const SOURCE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(SOURCES).flatMap(([source, firsts]) => firsts.map((first) => [first, source] as const)),
);

const sourceOf = (name: string): string | undefined => SOURCE_OF.get(name.slice(0, name.indexOf(' ')));

/** The sources of which each says the kind by itself; “known words” where most of the words were met before. */
export function agreeingOn(kind: Kind, features: Features, weights: Weights): string[] {
  const bySource = scoresBy(weights, features, KINDS, sourceOf);
  const found = Object.keys(SOURCES).filter((source) => {
    const scores = bySource.get(source);
    const best = scores ? Math.max(...scores) : 0;
    return best > 0.3 && scores?.[KINDS.indexOf(kind)] === best;
  });
  let [words, known] = [0, 0];
  for (const name of features.keys())
    if (name.startsWith('word ')) {
      words += 1;
      if (weights[name] !== undefined) known += 1;
    }
  return known * 3 >= words * 2 ? [...found, 'known words'] : found;
}

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

export function rightFeatures(passage: Passage, likelihoods: Likelihoods): Features {
  const { kind, first, second, party, worth, agreeing } = likelihoods;
  const found = new Map<string, number>([
    ['always', 1],
    ['kind', logit(first)],
    ['lead', Math.min(3, Math.log(first / Math.max(second, 0.001)))],
    ['party', logit(party)],
    ['worth', logit(worth)],
  ]);
  for (const name of ofSentence(passage, kind)) found.set(name, 1);
  for (const source of agreeing) found.set(`by ${source}`, 1);
  found.set('agreeing', agreeing.filter((source) => source !== 'known words').length);
  return found;
}

export const confidenceOf = (passage: Passage, likelihoods: Likelihoods, weights: Weights): number =>
  logistic(scoreOf(weights, rightFeatures(passage, likelihoods)));
