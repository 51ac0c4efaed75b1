/**
 * Explained changes: what differs between two lenses, field by field, as a sentence and as data, each with its causes.
 */
import { z } from 'zod';
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
export function explainedChangesBetween(from: LensProjections | null, to: LensProjections): ExplainedChange[] {
  const causes = new Causes(from, to);
  const changes = changesBetween(from?.fieldValues(), to.fieldValues());
  const names = new ReaderNames(to.counted, from?.counted);
  return inWords(changes, names).map((change) => ({
    ...change,
    fromWords: valueInWords(change.field, change.from, names),
    toWords: valueInWords(change.field, change.to, names),
    ...causes.of(change.field, change.to),
  }));
}

/** Whether a change is of the status itself, not of a part beside it such as positions. */
export const isOfStatus = ({ field }: Pick<Change, 'field'>): boolean => partOf(field) === 'status';
