/** The status as it is answered: what follows from the reports, and how many events could not be read. */
import type { z } from 'zod';
import type { LensProjections } from '../../projections/status/lens-projections.js';
import { statusAnswer } from '../../projections/status/status-answer.js';
import { unreadableAnswer, type UnreadableAnswer } from '../projector/unreadable-events.js';

export const wholeStatusAnswer = statusAnswer.extend({ passedOver: unreadableAnswer });
export type WholeStatusAnswer = z.infer<typeof wholeStatusAnswer>;

export const wholeStatusOf = (reading: LensProjections, passedOver: UnreadableAnswer): WholeStatusAnswer => ({
  ...reading.status(),
  passedOver,
});
