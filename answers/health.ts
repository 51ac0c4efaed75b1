/** Whether the server lives, and whether its answers are as new as what is stored. */
import { z } from 'zod';
import { unreadableAnswer } from './status.js';

export const livenessAnswer = z.strictObject({
  status: z.literal('ok'),
  uptime: z.number().meta({ description: 'Seconds since the start.' }),
});
export type LivenessAnswer = z.infer<typeof livenessAnswer>;

export const readinessAnswer = z.strictObject({
  status: z.enum(['ready', 'catching-up', 'failing', 'standing-still', 'store-unavailable']),
  projections: z.array(
    z.strictObject({
      name: z.string(),
      position: z.string(),
      head: z.string().nullable().meta({ description: 'The position of the last event stored; null: unknown.' }),
      lag: z.int().nullable(),
    }),
  ),
  recording: z
    .strictObject({
      possible: z.literal(false),
      why: z.string().meta({ description: 'Why not, and what to do.' }),
    })
    .optional()
    .meta({ description: 'Given where nothing can be recorded at present, as far as is known before it is tried.' }),
  passedOver: unreadableAnswer,
});
export type ReadinessAnswer = z.infer<typeof readinessAnswer>;
