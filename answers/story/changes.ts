/** How the status changed between two lenses, and the change next to a lens. */
import { z } from 'zod';
import { negotiationId } from '../../events/ids.js';
import { explainedChangeAnswer, type ExplainedChange } from '../../projections/compare/explained-changes.js';
import { CLOCKS } from '../../projections/compare/clocks.js';
import { lensSchema } from '../../projections/record/lens.js';
import { statusAnswer } from '../../projections/status/status-answer.js';
import { clock, milestones, prefixedLens } from '../parameters.js';

const { shape } = statusAnswer;

type Explained<A> = Omit<A, 'changes'> & { readonly changes: readonly ExplainedChange[] };

/** Both ends of a comparison: each field of the lens with a prefix. */
export const changesParameters = z.strictObject({
  from: z.enum(['start', 'now']).optional().meta({
    description: 'Where no field of `from.` is given: `start`, the empty record, or `now`.',
  }),
  ...prefixedLens('from'),
  ...prefixedLens('to'),
});
export type ChangesParameters = z.infer<typeof changesParameters>;

const end = statusAnswer.pick({ lens: true, at: true, revision: true, position: true });
/** One end of a comparison: a lens, and what it saw. */
export type ChangesEnd = z.infer<typeof end>;

export const changesAnswer = z.strictObject({
  negotiation: shape.negotiation,
  title: shape.title,
  from: end.nullable().meta({ description: 'Null: before the negotiation was opened.' }),
  to: end,
  changes: z.array(explainedChangeAnswer),
});
export type ChangesAnswer = Explained<z.infer<typeof changesAnswer>>;

export const adjacentChangeParameters = z.strictObject({
  ...lensSchema.shape,
  clock: clock.meta({ description: 'That of the lens’s own bound, else `reported`.' }),
  milestones,
});
export type AdjacentChangeParameters = z.infer<typeof adjacentChangeParameters>;

export const adjacentChangeAnswer = z.strictObject({
  negotiation: negotiationId,
  clock: z.enum(CLOCKS),
  at: z.string().nullable().meta({ description: 'Null: there is no such change.' }),
  lens: lensSchema.nullable().meta({ description: 'The lens that stands at the change.' }),
  changes: z.array(explainedChangeAnswer),
});
export type AdjacentChangeAnswer = Explained<z.infer<typeof adjacentChangeAnswer>>;
