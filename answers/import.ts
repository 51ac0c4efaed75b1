/** Importing line by line: a story, or a whole log from another store. */
import { z } from 'zod';
import { warningAnswer } from '../decisions/warnings.js';
import { negotiationId } from '../events/ids.js';
import { changeAnswer } from '../projections/status/field-values.js';
import { flag } from './parameters.js';
import { problemSchema } from './problem.js';
import { recordParameters } from './receipts.js';

export const importParameters = z.strictObject({
  ...recordParameters.shape,
  atomic: flag.optional().meta({ description: 'true: all lines or none.' }),
});
export type ImportParameters = z.infer<typeof importParameters>;

/** One line of a story. */
export const storyLine = z.strictObject({ type: z.string(), data: z.looseObject({}) });

/** At most so many refusals, and so many warnings, are listed one by one. */
export const MOST_LISTED = 1_000;

const line = z.int().meta({ description: 'From 1.' });

/** What became of the lines of a story. */
export const importAnswer = z.strictObject({
  recorded: z.int().meta({ description: 'With `dryRun`: how many would be.' }),
  duplicates: z.int().meta({ description: 'Recorded before, with the same content.' }),
  refused: z.array(z.strictObject({ line, problem: problemSchema })),
  warnings: z.array(warningAnswer.extend({ line })),
  negotiations: z.array(negotiationId),
  omitted: z
    .strictObject({ refused: z.int(), warnings: z.int() })
    .optional()
    .meta({ description: `How many are not listed: of each at most ${MOST_LISTED} are.` }),
  dryRun: z.literal(true).optional(),
  changes: z
    .array(z.strictObject({ negotiation: negotiationId, changes: z.array(changeAnswer) }))
    .optional()
    .meta({ description: 'With `dryRun`: what would change in the status of each negotiation that lines are about.' }),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

/** What became of a whole log. */
export const movedAnswer = z.strictObject({
  moved: z.int().meta({ description: 'Events that were stored.' }),
  present: z.int().meta({ description: 'Events that were here already.' }),
  streams: z.int(),
  head: z.string().meta({ description: 'The position of the last event in this store.' }),
  verified: z.literal(true),
});
export type MovedAnswer = z.infer<typeof movedAnswer>;
