/** Rows to learn from: passages of coded articles and of examples, as the rules read them. */
import { receivedText } from '../../../dist/intake/article.js';
import { passagesOf } from '../../../dist/intake/candidates/passages.js';
import { worthFeatures } from '../../../dist/intake/candidates/worth.js';
import { kindFeatures } from '../../../dist/intake/kinds/features.js';
import { optionsOf, whoseFeatures } from '../../../dist/intake/parties/whose.js';
import { readArticle } from '../../../dist/intake/read.js';
import { sentencesOf } from '../../../dist/intake/text/sentences.js';
import { askedOf } from '../articles.mjs';
import { codingOf } from '../scoring.mjs';

const passages = (text, known, publisher) => passagesOf(readArticle(text, sentencesOf(text), known, publisher), known);

/** What a report is worth as a lesson, by whether it may be left out. */
const weightOf = ({ optional }) => (optional ? 0.6 : 1);

function pushAttitude(rows, features, { outlook, toward }, weight) {
  if (outlook) rows.outlook.push({ features, right: outlook, weight });
  if (toward) rows.toward.push({ features, right: toward, weight });
}

function whoseRow({ passage, around }, kind, party, weight) {
  const options = optionsOf(passage, around);
  const right = options.indexOf(party ?? null);
  return right < 0 || options.length < 2
    ? []
    : [{ options: options.map((option) => whoseFeatures(passage, kind, option, around)), right, weight }];
}

/** The rows of one coded article. */
export function articleRows({ text, lines }) {
  const { article, known } = askedOf({ text, lines });
  const { reports, sentences } = codingOf(text, lines);
  const rows = { kinds: [], worth: [], party: [], outlook: [], toward: [] };
  for (const placed of passages(text, known, article.publisher)) {
    const { span } = placed.passage.sentence;
    const at = sentences.flatMap(([a, b], i) => (a < span.end && b > span.start ? [i] : []));
    const told = reports.filter((report) => at.some((i) => report.at.has(i)));
    const ofKind = kindFeatures(placed.passage);
    const features = worthFeatures(ofKind, placed.passage, article.published);
    if (told.length === 0 || told.some(({ optional }) => !optional))
      rows.worth.push({ features, right: told.length > 0, weight: 1 });
    for (const report of told) {
      const weight = weightOf(report) / Math.sqrt(told.length * report.at.size);
      rows.kinds.push({ features: ofKind, right: report.kind, weight });
      pushAttitude(rows, ofKind, report, weight);
      rows.party.push(...whoseRow(placed, report.kind, report.party, weight));
    }
  }
  return rows;
}

/** The rows of examples: one sentence or more, of one kind; `data` where party and voice were coded. */
export function exampleRows(examples, weight) {
  const rows = { kinds: [], worth: [], party: [], outlook: [], toward: [] };
  for (const { text: raw, kind, known, data, outlook, party } of examples) {
    const text = receivedText(raw);
    const [placed] = passages(text, known);
    if (!placed) continue;
    const isNothing = kind === 'nothing';
    const ofKind = kindFeatures(placed.passage);
    if (!data)
      rows.worth.push({
        features: worthFeatures(ofKind, placed.passage, undefined),
        right: !isNothing,
        weight: isNothing ? weight : weight / 8,
      });
    if (isNothing) continue;
    rows.kinds.push({ features: ofKind, right: kind, weight });
    pushAttitude(rows, ofKind, data ?? { outlook }, weight);
    if (data && data.jointly === undefined) rows.party.push(...whoseRow(placed, kind, data.party, weight));
    if (party !== undefined) rows.party.push(...whoseRow(placed, kind, party, weight));
  }
  return rows;
}
