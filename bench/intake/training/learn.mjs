/** From rows to a model, and what a model judges of an article. */
import { confidenceOf, rightFeatures } from '../../../dist/intake/candidates/confidence.js';
import { judge, judgeNext } from '../../../dist/intake/candidates/judge.js';
import { passagesOf } from '../../../dist/intake/candidates/passages.js';
import { readArticle } from '../../../dist/intake/read.js';
import { sentencesOf } from '../../../dist/intake/text/sentences.js';
import { askedOf } from '../articles.mjs';
import { codingOf } from '../scoring.mjs';
import { fitChoice, fitYes } from './fit.mjs';

const PARTY_PRIOR = {
  accused: 1.5,
  'speaks of itself as we': 0.8,
  acts: 1,
  speaks: 1,
  'a subject': 0.8,
  'acted before': 0.2,
  'after a preposition': -0.5,
  'as attribute': -0.8,
  'not named': -0.5,
};

/** How much what is believed beforehand of parties counts. */
const PARTY_STIFFNESS = 2;

/**
 * @param network what was taught of the same
 * @param parts rows of articles, of texts and of examples
 */
export function learned(network, parts) {
  return {
    network,
    party: fitChoice(
      parts.flatMap(({ party }) => party),
      (name) => PARTY_PRIOR[name] ?? 0,
      PARTY_STIFFNESS,
    ),
    right: {},
    worthFrom: 0.5,
    likelyFrom: 0,
    alsoFrom: 2,
    assertedFrom: 2,
  };
}

/** What the model judges of an article, and whether first kind and party are those of a report there. */
export function judgedOf({ text, lines }, model) {
  const { article, known } = askedOf({ text, lines });
  const { reports, sentences } = codingOf(text, lines);
  return passagesOf(readArticle(text, sentencesOf(text), known, article.publisher), known).map(
    ({ passage, around }) => {
      const judged = judge(passage, around, article.published, model);
      const { span } = passage.sentence;
      const at = sentences.flatMap(([a, b], i) => (a < span.end && b > span.start ? [i] : []));
      const told = reports.filter((report) => at.some((i) => report.at.has(i)));
      const isTold = (by) =>
        told.find(({ kind, party }) => kind === by.kinds[0].answer && (party ?? null) === by.whose.party);
      const answered = (by) => ({
        judged: by,
        right: isTold(by) !== undefined,
        isSpared: isTold(by)?.optional === true,
      });
      return { ...answered(judged), told, next: answered(judgeNext(judged, around, model)) };
    },
  );
}

/** What was right of the first kind of each passage, and of the next. */
export const rightRows = (judged) =>
  judged
    .flatMap(({ next, ...one }) => [one, next])
    .filter(({ judged: { worth }, isSpared }) => worth >= 0.3 && !isSpared)
    .map(({ judged: { passage, likelihoods }, right }) => ({
      features: rightFeatures(passage, likelihoods),
      right,
      weight: 1,
    }));

const sure = ({ judged, ...rest }, right) => ({
  ...rest,
  judged: { ...judged, confidence: confidenceOf(judged.passage, judged.likelihoods, right) },
});
/** The same judgements, each as sure as other weights make it. */
export const sureOf = (judged, right) =>
  judged.map(({ next, ...one }) => ({ ...sure(one, right), next: sure(next, right) }));

const RIGHT_PRIOR = {
  kind: 0.5,
  party: 0.5,
  worth: 0.2,
  lead: 0.2,
  'a cue says so': 0.2,
  always: -0.7,
};
export const fitRight = (rows) => fitYes(rows, (name) => RIGHT_PRIOR[name] ?? 0, 2);
