/**
 * Explained changes: what differs between two lenses, field by field, as a sentence and as data, each with its causes.
 */
import { z } from 'zod';
import { atOnce } from '../support/at-once.js';
import { Causes, causeAnswer, type ChangeCauses } from './causes.js';
import type { LensProjections } from '../status/lens-projections.js';
import { changesBetween, partOf, type Change } from '../status/field-values.js';
import { changeInWordsAnswer, inWords, type ChangeInWords } from './change-sentences.js';
import { ReaderNames } from '../wording/reader-names.js';
import { valueInWords } from './value-words.js';

/** One change. */
export const explainedChangeAnswer = changeInWordsAnswer.extend({
  fromWords: z.string().meta({ description: 'What there was, in words.' }),
  toWords: z.string().meta({ description: 'What there is, in words.' }),
  causes: z.array(causeAnswer).meta({ description: 'A smallest set of entries that alone makes the difference.' }),
  reason: z.string().optional().meta({ description: 'In place of causes: time passed, the negotiation was opened, …' }),
});
/** The same, as data. */
export interface ExplainedChange extends ChangeInWords, ChangeCauses {
  readonly fromWords: string;
  readonly toWords: string;
}

/**
 * The changes from one lens to another, in the order of the fields.
 * @param from null: before the negotiation was opened
 */
export const explainedChangesBetween = (from: LensProjections | null, to: LensProjections): ExplainedChange[] =>
  atOnce(explaining(from, to));

/** The same step by step: a caller can let others work in between. */
export function* explaining(
  from: LensProjections | null,
  to: LensProjections,
): Generator<undefined, ExplainedChange[]> {
  const before = from ? yield* from.readingValues() : undefined;
  const changes = changesBetween(before, yield* to.readingValues());
  if (changes.length === 0) return [];
  yield;
  const causes = new Causes(from, to);
  const names = new ReaderNames(to.counted, from?.counted);
  const explained: ExplainedChange[] = [];
  for (const change of inWords(changes, names))
    explained.push({
      ...change,
      fromWords: valueInWords(change.field, change.from, names),
      toWords: valueInWords(change.field, change.to, names),
      ...(yield* causes.finding(change.field, change.to)),
    });
  return explained;
}

/** Whether a change is of the status itself, not of a part beside it such as positions. */
export const isOfStatus = ({ field }: Pick<Change, 'field'>): boolean => partOf(field) === 'status';

/** Whether the status itself differs between two readings. Nothing is explained for that. */
export const isMilestone = (from: LensProjections | null, to: LensProjections): boolean =>
  changesBetween(from?.fieldValues(), to.fieldValues()).some(isOfStatus);
