/** What the status rests on: which source, origin or report would change it if it were left out. */
import type { z } from 'zod';
import { fragilityFields } from '../projections/compare/fragility.js';
import { answerWith } from './envelope.js';

export const fragilityAnswer = answerWith(fragilityFields);
export type FragilityAnswer = z.infer<typeof fragilityAnswer>;
