/** How a story changed between two readings: field by field, in words and as data, each with what caused it. */
import { z } from 'zod';
import { Causes, causeAnswer, type Caused } from './causes.js';
import type { LensProjections } from '../status/lens-projections.js';
import { changeAnswer, changesBetween, partOf, type Change } from '../status/field-values.js';
import { sentenceOf } from './change-sentences.js';

export const explainedChangeAnswer = changeAnswer.extend({
  words: z.string().meta({ description: 'The change as a sentence.' }),
  causes: z.array(causeAnswer).meta({ description: 'A smallest set of entries that alone makes the difference.' }),
  reason: z.string().optional().meta({ description: 'In place of causes: time passed, the negotiation was opened, …' }),
});
export interface ExplainedChange extends Change, Caused {
  readonly words: string;
}

/** @param from null: before the negotiation was opened */
export function explainedChangesBetween(from: LensProjections | null, to: LensProjections): ExplainedChange[] {
  const causes = new Causes(from, to);
  return changesBetween(from?.fieldValues(), to.fieldValues()).map((change) => ({
    ...change,
    words: sentenceOf(change, to.counted.registry),
    ...causes.of(change.field, change.to),
  }));
}

/** Whether it is one of the status itself, not of the parts beside it. */
export const isOfStatus = ({ field }: Pick<Change, 'field'>): boolean => partOf(field) === 'status';
