/** The course of a negotiation on one of its clocks. */
import { z } from 'zod';
import { timelineFields } from '../../projections/compare/timeline.js';
import { lensSchema } from '../../projections/record/lens.js';
import { answerWith } from '../envelope.js';
import { clock } from '../parameters.js';

export const timelineParameters = z.strictObject({
  ...lensSchema.shape,
  clock: clock.meta({ description: '`reported` unless given.' }),
});
export type TimelineParameters = z.infer<typeof timelineParameters>;

export const timelineAnswer = answerWith(timelineFields);
export type TimelineAnswer = z.infer<typeof timelineAnswer>;
