/** Lessons to learn from: passages of coded articles, of texts and of examples, as the rules read them. */
import { receivedText } from '../../../dist/intake/article.js';
import { passagesOf } from '../../../dist/intake/candidates/passages.js';
import { featuresOf } from '../../../dist/intake/kinds/features.js';
import { readingOf } from '../../../dist/intake/kinds/reading.js';
import { QUESTIONS } from '../../../dist/intake/model/answers.js';
import { optionsOf } from '../../../dist/intake/parties/whose.js';
import { whoseFeatures } from '../../../dist/intake/parties/whose-features.js';
import { readArticle } from '../../../dist/intake/read.js';
import { sentencesOf } from '../../../dist/intake/text/sentences.js';
import { askedOf } from '../articles.mjs';
import { codingOf } from '../scoring.mjs';

const passages = (text, known, publisher) => passagesOf(readArticle(text, sentencesOf(text), known, publisher), known);

/** What a report is worth as a lesson, by whether it may be left out. */
const weightOf = ({ optional }) => (optional ? 0.6 : 1);

/** How much each answer to a question is right, by what is told; none where nothing is told of it. */
function answersTo(question, told, answerOf) {
  const weights = QUESTIONS[question].map((answer) =>
    told.reduce((sum, one) => sum + (answerOf(one) === answer ? one.weight : 0), 0),
  );
  return weights.some((weight) => weight > 0) ? [{ question, weights }] : [];
}

/** @param told `{ kind, outlook?, toward?, weight }` */
const lessonOf = ({ passage }, published, told, worth) => ({
  reading: readingOf(passage, featuresOf(passage, published)),
  answers: [
    ...answersTo('kinds', told, ({ kind }) => kind),
    ...answersTo('outlook', told, ({ outlook }) => outlook),
    ...answersTo('toward', told, ({ toward }) => toward),
  ],
  ...(worth ? { worth } : {}),
});

function whoseRow({ passage, around }, { kind, party, weight }) {
  // Some writers gave a violation to who is accused of it, others to who accuses.
  if (kind === 'violation') return [];
  const options = optionsOf(passage, around);
  const right = options.indexOf(party ?? null);
  return right < 0 || options.length < 2
    ? []
    : [{ options: options.map(whoseFeatures(passage, kind, around)), right, weight }];
}

/** The rows of one coded article, or of one text that was written like one. */
export function articleRows({ text, lines }, worthOfAll = 1) {
  const { article, known } = askedOf({ text, lines });
  const { reports, sentences } = codingOf(text, lines);
  const rows = { lessons: [], party: [] };
  for (const placed of passages(text, known, article.publisher)) {
    const { span } = placed.passage.sentence;
    const at = sentences.flatMap(([a, b], i) => (a < span.end && b > span.start ? [i] : []));
    const here = reports.filter((report) => at.some((i) => report.at.has(i)));
    const told = here.map((report) => ({
      ...report,
      weight: (worthOfAll * weightOf(report)) / Math.sqrt(here.length * report.at.size),
    }));
    const isClear = told.length === 0 || told.some(({ optional }) => !optional);
    const worth = isClear ? { right: told.length > 0 ? 1 : 0, weight: worthOfAll } : undefined;
    rows.lessons.push(lessonOf(placed, article.published, told, worth));
    for (const report of told) rows.party.push(...whoseRow(placed, report));
  }
  return rows;
}

/** The rows of examples: one sentence or more, of one kind; `data` where party and voice were coded. */
export function exampleRows(examples, weight) {
  const rows = { lessons: [], party: [] };
  for (const { text: raw, kind, known, data, outlook, party } of examples) {
    const text = receivedText(raw);
    const [placed] = passages(text, known);
    if (!placed) continue;
    const isNothing = kind === 'nothing';
    const told = isNothing ? [] : [{ kind, outlook: data?.outlook ?? outlook, toward: data?.toward, weight }];
    const worth = data ? undefined : { right: isNothing ? 0 : 1, weight: isNothing ? weight : weight / 8 };
    rows.lessons.push(lessonOf(placed, undefined, told, worth));
    if (isNothing) continue;
    if (data && data.jointly === undefined) rows.party.push(...whoseRow(placed, { kind, party: data.party, weight }));
    if (party !== undefined) rows.party.push(...whoseRow(placed, { kind, party, weight }));
  }
  return rows;
}
