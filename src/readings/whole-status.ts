/** The status as it is answered: what follows from the reports, and how many events could not be read. */
import type { z } from 'zod';
import type { Reading } from '../../projections/reading.js';
import { statusAnswer } from '../../projections/status-answer.js';
import { passedOverAnswer, type PassedOverAnswer } from '../book/passed-over.js';

export const wholeStatusAnswer = statusAnswer.extend({ passedOver: passedOverAnswer });
export type WholeStatusAnswer = z.infer<typeof wholeStatusAnswer>;

export const wholeStatusOf = (reading: Reading, passedOver: PassedOverAnswer): WholeStatusAnswer => ({
  ...reading.status(),
  passedOver,
});
