/** Importing line by line: a story, or a whole log from another store; and the stories that come with the program. */
import { z } from 'zod';
import { warningAnswer } from '../decisions/warnings.js';
import { entryId, negotiationId, slug } from '../events/ids.js';
import { changeInWordsAnswer } from '../projections/compare/change-sentences.js';
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

/** One line of the export of a negotiation: the event as it was stored. A damaged one cannot be imported. */
export const exportedLine = z.looseObject({
  type: z.string(),
  data: z.looseObject({}),
  stream: z.string(),
  schemaVersion: z.int(),
  damaged: z.undefined({ error: 'the event is damaged in the log that it comes from' }).optional(),
});

/** At most so many refusals, warnings and voided duplicates are listed one by one. */
export const MOST_LISTED = 1_000;

const line = z.int().meta({ description: 'From 1.' });

/** What became of the lines of a story, or of an export. */
export const importAnswer = z.strictObject({
  form: z.enum(['story', 'export', 'mixed']).optional().meta({
    description:
      'What the lines are: of a story, or of the export of a negotiation. Left out where none could be read.',
  }),
  recorded: z.int().meta({ description: 'With `dryRun`: how many would be.' }),
  duplicates: z.int().meta({ description: 'Recorded before, with the same content.' }),
  voided: z
    .array(z.strictObject({ line, entry: entryId, voided: z.literal(true), voidedBy: entryId }))
    .meta({ description: 'Duplicates that were voided: they count no more. To void `voidedBy` restores one.' }),
  refused: z.array(z.strictObject({ line, problem: problemSchema })),
  warnings: z.array(warningAnswer.extend({ line })),
  negotiations: z.array(negotiationId),
  omitted: z
    .strictObject({ voided: z.int(), refused: z.int(), warnings: z.int() })
    .optional()
    .meta({ description: `How many are not listed: of each at most ${MOST_LISTED} are.` }),
  dryRun: z.literal(true).optional(),
  changes: z
    .array(z.strictObject({ negotiation: negotiationId, changes: z.array(changeInWordsAnswer) }))
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

/** The name of a story. */
export const storyName = slug.brand<'StoryName'>();
export type StoryName = z.infer<typeof storyName>;

const storyRow = z.strictObject({
  story: storyName.meta({ description: 'Its lines are at `/v1/stories/` and this name.' }),
  negotiation: negotiationId.meta({ description: 'The talks that an import of it opens.' }),
  title: z.string(),
  summary: z.string(),
  entries: z.int().meta({ description: 'How many lines there are: the opening, reports and changes.' }),
  imported: z.boolean().meta({ description: 'Whether talks of that id are followed already.' }),
});
export type StoryRow = z.infer<typeof storyRow>;

export const storiesAnswer = z.strictObject({ stories: z.array(storyRow) });
export type StoriesAnswer = z.infer<typeof storiesAnswer>;
