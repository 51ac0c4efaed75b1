/** A negotiation step by step: what each step recorded, what that changed and why. */
import { z } from 'zod';
import { spanOf } from '../../events/dates.js';
import { edtf } from '../../events/edtf.js';
import { endAnswer, stepAnswer } from '../../projections/compare/replay.js';
import { lensSchema } from '../../projections/record/lens.js';
import { clock, flag, milestones } from '../parameters.js';

const FASTER = 'must be a number above 0: how many times faster than it happened';
const speed = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,6})?$/, { error: FASTER })
  .transform(Number)
  .pipe(z.number().positive({ error: FASTER }));

const step = z
  .string()
  .regex(/^\d{1,9}$/, { error: 'must be the number of a step' })
  .transform(Number);

/** Dates that their schema has refused are compared too: those are neither before nor after any other. */
function isBefore(one: string | undefined, other: string | undefined): boolean {
  const [end, begin] = [one, other].map((text) => (text === undefined ? null : spanOf(text)));
  return Boolean(end && begin && end.last < begin.first);
}

export const replayParameters = z
  .strictObject({
    ...lensSchema.shape,
    clock: clock.meta({ description: '`recorded` unless given: the order of the log.' }),
    from: edtf.optional().meta({ description: 'The first moment, on the clock.' }),
    to: edtf.optional().meta({ description: 'The last moment, on the clock.' }),
    milestones,
    speed: speed.optional().meta({
      description: 'How many times faster than it happened, a silence never longer than 5 s; 86400: a day a second.',
    }),
    status: flag.optional().meta({ description: 'false: without the status after each step.' }),
    after: step.optional().meta({ description: 'Only the steps after this one.' }),
  })
  .refine(({ from, to }) => !isBefore(to, from), {
    error: 'must not be earlier than from',
    path: ['to'],
  });
export type ReplayParameters = z.infer<typeof replayParameters>;

/** One line, or one server-sent event, of a replay: a step, or the end. */
export const replayAnswer = z.union([stepAnswer, endAnswer]);
