/** Scores in words, with the bars beside them. */
import { rates } from './scoring.mjs';

const percent = (share) => `${(100 * share).toFixed(0)} %`.padStart(5);
const share = ([right, of]) => (of === 0 ? 1 : right / of);

/** The measures of a score against which there are bars. */
const BARS = [
  ['sentences worth recording, recall', (s) => rates(s.sentences).recall, 0.85],
  ['sentences worth recording, precision', (s) => rates(s.sentences).precision, 0.65],
  ['right kind among the three ranked, recall', (s) => rates(s.ranked).recall, 0.6],
  ['kind and party, F1', (s) => rates(s.strict).f1, 0.45],
  ['asserted kinds, precision', (s) => rates(s.asserted).precision, 0.7],
  ['asserted kinds, recall', (s) => rates(s.asserted).recall, 0.25],
  ['capacity', (s) => share(s.fields.capacity), 0.9],
  ['attribution', (s) => share(s.fields.attribution), 0.9],
  ['party spoken for', (s) => share(s.fields['party spoken for']), 0.85],
  ['evidence is the article’s slice', (s) => share(s.evidence), 1],
];

const counted = (name, counts) => {
  const { precision, recall, f1 } = rates(counts);
  const numbers = `right ${counts.right}, wrong ${counts.wrong}, missed ${counts.missed}, optional ${counts.optional}`;
  return `  ${name.padEnd(44)}P ${percent(precision)}  R ${percent(recall)}  F1 ${percent(f1)}   (${numbers})`;
};

const inWords = (text) => text.replaceAll(/\s+/g, ' ').slice(0, 130);

const details = (s) => [
  ...(s.near.lost ?? []).map(
    (r) => `    missed ${r.kind} ${r.party ?? '–'} [${[...r.at].join()}]: ${inWords(r.summary)}`,
  ),
  ...(s.near.extra ?? []).map(
    (c) =>
      `    extra  ${c.kinds.join('/')} ${c.party ?? '–'} ${c.confidence} [${[...c.at].join()}]: ${inWords(c.evidence[0].text)}`,
  ),
];

/** A score with each measure, and the bars. */
export function printed(s, isDetailed = false) {
  return [
    `${s.name}: ${s.required} reports to find, ${s.optional} more that may be found, ${s.drafts} candidates`,
    counted('sentences', s.sentences),
    counted('kind among the three ranked', s.ranked),
    counted('kind and party', s.strict),
    counted('… or a kind that is near it', s.near),
    counted('asserted: kind and party', s.asserted),
    `  fields: ${Object.entries(s.fields)
      .map(([field, [right, of]]) => `${field} ${right}/${of}`)
      .join(', ')}`,
    ...BARS.map(([name, measure, bar]) => {
      const value = measure(s);
      return `  ${name.padEnd(44)}${percent(value)}   bar ${percent(bar)}   ${value >= bar ? 'met' : 'MISSED'}`;
    }),
    ...s.problems.map((problem) => `  ! ${problem}`),
    ...(isDetailed ? details(s) : []),
    '',
  ].join('\n');
}

/** One line of an article's main measures. */
export const shortLine = (s) =>
  `${s.name.padEnd(20)} sentences R ${percent(rates(s.sentences).recall)} P ${percent(rates(s.sentences).precision)}  ranked R ${percent(rates(s.ranked).recall)}  kind+party F1 ${percent(rates(s.strict).f1)}  asserted P ${percent(rates(s.asserted).precision)} R ${percent(rates(s.asserted).recall)}`;
