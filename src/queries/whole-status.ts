/** The status as it is answered: what follows from the reports, and how many events could not be read. */
import type { z } from 'zod';
import type { Reading } from '../../projections/status/lens-projections.js';
import { statusAnswer } from '../../projections/status/status-answer.js';
import { passedOverAnswer, type PassedOverAnswer } from '../projector/unreadable-events.js';

export const wholeStatusAnswer = statusAnswer.extend({ passedOver: passedOverAnswer });
export type WholeStatusAnswer = z.infer<typeof wholeStatusAnswer>;

export const wholeStatusOf = (reading: Reading, passedOver: PassedOverAnswer): WholeStatusAnswer => ({
  ...reading.status(),
  passedOver,
});
