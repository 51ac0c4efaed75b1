/** How the story changed, and what it rests on. */
import type { JsonValue } from '../../../../events/envelope.js';
import { gridOrLine, section, type Layout } from '../layout.js';
import { valueWords } from '../wording.js';
import { headOf, lensWords, type Head } from './head.js';

export interface Cause {
  readonly entry: string;
  readonly how: string;
  readonly by: string | null;
}

export interface ExplainedChange {
  readonly field: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly words: string;
  readonly causes: readonly Cause[];
  readonly reason?: string;
}

interface End {
  readonly lens: object;
  readonly at: string;
  readonly revision: number;
}

export interface ChangesAnswer {
  readonly negotiation: string;
  readonly title: string;
  /** Null: the empty record. */
  readonly from: End | null;
  readonly to: End | null;
  readonly changes: readonly ExplainedChange[];
}

const causeWords = ({ entry, how, by }: Cause): string => `${entry} (${by === null ? how : `${how} by ${by}`})`;

export const causesWords = ({ causes, reason }: ExplainedChange): string =>
  causes.length > 0 ? causes.map(causeWords).join(', ') : (reason ?? '');

function endWords(end: End | null): string {
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

/** The source, origin or report that is left out. */
type Without = Readonly<Record<string, string>>;

export interface FragilityAnswer extends Head {
  readonly fields: readonly {
    readonly field: string;
    readonly value: JsonValue;
    readonly rests: readonly { readonly without: Without; readonly reads: JsonValue }[];
  }[];
  readonly ranked: readonly { readonly without: Without; readonly changes: readonly { readonly field: string }[] }[];
}

const withoutWords = (without: Without): string =>
  Object.entries(without)
    .map(([sort, name]) => `${sort} ${name}`)
    .join(', ');

export function fragilityLayout(answer: FragilityAnswer): Layout {
  const rests = answer.fields.flatMap(({ field, value, rests: on }) =>
    on.map(({ without, reads }) => [field, valueWords(value), withoutWords(without), valueWords(reads)]),
  );
  const ranked = answer.ranked.map(({ without, changes }) => [
    withoutWords(without),
    changes.length,
    changes.map(({ field }) => field).join(', '),
  ]);
  return [
    ...headOf(answer),
    ...gridOrLine('Nothing rests on one source, origin or report alone.', ['without', 'changes', 'fields'], ranked),
    ...section('Field by field', ['field', 'value', 'without', 'it would read'], rests),
  ];
}
