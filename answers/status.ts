/** Where the talks stand: the status, and the overview that a page shows. */
import { z } from 'zod';
import { overviewFields } from '../projections/status/overview.js';
import { statusAnswer } from '../projections/status/status-answer.js';
import { answerWith } from './envelope.js';

/** Why an event cannot be read by this version. */
export const UNREADABLE_REASONS = ['damaged', 'unknown-type', 'newer-version', 'invalid'] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

/** How many events cannot be read, by reason; a reason that no event has is left out. */
export const unreadableAnswer = z
  .array(z.strictObject({ reason: z.enum(UNREADABLE_REASONS), events: z.int() }))
  .meta({ description: 'Events that this version cannot read, by reason: what is answered does without them.' });
export type UnreadableAnswer = z.infer<typeof unreadableAnswer>;

/** The status as it follows from the reports, and the events that could not be read. */
export const wholeStatusAnswer = statusAnswer.extend({ passedOver: unreadableAnswer });
export type WholeStatusAnswer = z.infer<typeof wholeStatusAnswer>;

export const overviewAnswer = answerWith({
  hash: z
    .string()
    .nullable()
    .meta({ description: 'The hash of the event of the revision, up to which all is chained.' }),
  status: wholeStatusAnswer,
  ...overviewFields,
});
export type OverviewAnswer = z.infer<typeof overviewAnswer>;
