/** From rows to a model, and the same left one article out. */
import { KINDS, OUTLOOKS, TOWARD } from '../../../dist/events/vocabulary.js';
import { CUES } from '../../../dist/intake/kinds/cues/all.js';
import { rightFeatures } from '../../../dist/intake/candidates/confidence.js';
import { judge } from '../../../dist/intake/candidates/judge.js';
import { passagesOf } from '../../../dist/intake/candidates/passages.js';
import { readArticle } from '../../../dist/intake/read.js';
import { sentencesOf } from '../../../dist/intake/text/sentences.js';
import { askedOf } from '../articles.mjs';
import { codingOf } from '../scoring.mjs';
import { fitChoice, fitClasses, fitYes } from './fit.mjs';

const CUE_KINDS = new Map(CUES.map(({ kind, name }) => [`cue ${kind}: ${name}`, kind]));

/** A cue is believed beforehand to say its kind; so is the sum of a kind's cues. */
function kindPrior(feature, kind) {
  if (CUE_KINDS.get(feature) === kind) return 1.2;
  if (feature === `first ${kind}`) return 0.4;
  return feature === `kind ${kind}` ? 0.8 : 0;
}
const CUE_FIELDS = new Map(CUES.map((cue) => [`cue ${cue.kind}: ${cue.name}`, cue]));
/** A cue is believed to say its outlook, or what its stance is. */
const fieldPrior = (field) => (feature, answer) => (CUE_FIELDS.get(feature)?.[field] === answer ? 1.5 : 0);
const WORTH_PRIOR = {
  cues: 0.3,
  'a conditional sentence': -1,
  'long ago': -1,
  'a question': -1,
  'begins with a year': -1,
  'no mention': -0.5,
};
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

const joined = (parts) => ({
  kinds: parts.flatMap(({ kinds }) => kinds),
  worth: parts.flatMap(({ worth }) => worth),
  party: parts.flatMap(({ party }) => party),
  outlook: parts.flatMap(({ outlook }) => outlook),
  toward: parts.flatMap(({ toward }) => toward),
});

/** @param parts rows of articles and of examples */
export function learned(parts) {
  const rows = joined(parts);
  return {
    kinds: fitClasses(rows.kinds, KINDS, kindPrior, 1.5),
    outlook: fitClasses(rows.outlook, OUTLOOKS, fieldPrior('outlook'), 0.5),
    toward: fitClasses(rows.toward, TOWARD, fieldPrior('toward'), 0.5),
    worth: fitYes(rows.worth, (name) => WORTH_PRIOR[name] ?? 0, 1),
    party: fitChoice(rows.party, (name) => PARTY_PRIOR[name] ?? 0, 1),
    right: {},
    worthFrom: 0.5,
    likelyFrom: 0,
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
      const right = told.find(
        ({ kind, party }) => kind === judged.kinds[0].answer && (party ?? null) === judged.whose.party,
      );
      const isSpared = right?.optional === true;
      return { judged, told, right: right !== undefined, isSpared };
    },
  );
}

export const rightRows = (judged) =>
  judged
    .filter(({ judged: { worth }, isSpared }) => worth >= 0.3 && !isSpared)
    .map(({ judged: { passage, likelihoods }, right }) => ({
      features: rightFeatures(passage, likelihoods),
      right,
      weight: 1,
    }));

const RIGHT_PRIOR = {
  kind: 0.5,
  party: 0.5,
  worth: 0.2,
  lead: 0.2,
  'a cue says so': 0.2,
  agreeing: 0.2,
  always: -0.7,
};
export const fitRight = (rows) => fitYes(rows, (name) => RIGHT_PRIOR[name] ?? 0, 2);
