/** The changes between two lenses, and the fragility of the status. */
import type { ChangesAnswer, ChangesEnd } from '../../../../answers/story/changes.js';
import type { FragilityAnswer } from '../../../../answers/fragility.js';
import type { ExplainedChange } from '../../../../projections/compare/explained-changes.js';
import { gridOrLine, section, type Layout } from '../layout.js';
import { headOf, lensWords } from './head.js';

const causeWords = ({ entry, how, by }: ExplainedChange['causes'][number]): string =>
  `${entry} (${by === null ? how : `${how} by ${by}`})`;

/** The causes of a change, or the reason where there are none. */
export const causesWords = ({ causes, reason }: ExplainedChange): string =>
  causes.length > 0 ? causes.map(causeWords).join(', ') : (reason ?? '');

function endWords(end: ChangesEnd | null): string {
  if (!end) return 'the empty record';
  const lens = lensWords(end.lens);
  return `${lens === '' ? 'now' : lens} (revision ${end.revision}, as of ${end.at})`;
}

export function changesLayout({ title, from, to, changes }: ChangesAnswer): Layout {
  const rows = changes.map((change) => [change.field, change.words, causesWords(change)]);
  return [
    { heading: title },
    `from ${endWords(from)}`,
    `to ${endWords(to)}`,
    '',
    ...gridOrLine('Nothing has changed.', ['field', 'what changed', 'because'], rows),
  ];
}

/** What is left out: a source, an origin or a report. */
type Without = FragilityAnswer['ranked'][number]['without'];

const withoutWords = (without: Without): string =>
  Object.entries(without)
    .map(([sort, name]) => `${sort} ${name}`)
    .join(', ');

export function fragilityLayout(answer: FragilityAnswer): Layout {
  const inFull = answer.ranked.flatMap(({ without, changes }) =>
    changes.map(({ field, words }) => [withoutWords(without), field, words]),
  );
  const ranked = answer.ranked.map(({ without, changes }) => [
    withoutWords(without),
    changes.length,
    changes.map(({ field }) => field).join(', '),
  ]);
  return [
    ...headOf(answer),
    ...gridOrLine('Nothing rests on one source, origin or report alone.', ['without', 'changes', 'fields'], ranked),
    ...section('Field by field', ['without', 'field', 'change'], inFull),
  ];
}
