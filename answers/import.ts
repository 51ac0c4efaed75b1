/** Importing line by line: a story, or a whole log from another store; and the stories that come with the program. */
import { z } from 'zod';
import { warningAnswer } from '../decisions/warnings.js';
import { DATE_ORDERS } from '../events/coded/cell-dates.js';
import { CODED_FORMATS, mappingName } from '../events/coded/mapping.js';
import { readingsOf } from '../events/coded/pair-texts.js';
import { entryId, negotiationId, slug } from '../events/ids.js';
import { changeInWordsAnswer } from '../projections/compare/change-sentences.js';
import { flag } from './parameters.js';
import { problemSchema } from './problem.js';
import { recordParameters } from './receipts.js';

const pair = z
  .string()
  .max(401)
  .refine((text) => text === 'all' || readingsOf(text).length > 0, {
    error: 'must be two actors, such as ISR:PSE, or all',
  });
const openDyads = z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(pair).max(500));
const gradeText = z.string().regex(/^[A-F][1-6]$/, { error: 'must be a grade, such as C3' });

export const importParameters = z.strictObject({
  ...recordParameters.shape,
  atomic: flag.optional().meta({ description: 'true: all lines or none.' }),
  format: z.enum(CODED_FORMATS).optional().meta({
    description:
      'A file of coded events: GDELT 2, CAMEO rows such as those of ICEWS, POLECAT, ACLED, or any CSV by a mapping. None: a story, an export, or a table of events.',
  }),
  mapping: mappingName.optional().meta({ description: 'Of coded events: the name of the saved mapping.' }),
  openDyads: openDyads.optional().meta({
    description:
      'Of coded events: pairs of actors whose rows are followed, such as `ISR:PSE`, or `all`; each is a negotiation, which is opened where it is not open.',
  }),
  grade: gradeText.optional().meta({
    description: 'Of coded events: the Admiralty grade of every report, such as `C3`; F6 where nothing gives one.',
  }),
  encoding: z.enum(['utf-8', 'latin1']).optional().meta({
    description: 'Of coded events: UTF-8 where not given. UTF-16 is known by its byte order mark.',
  }),
  dates: z.enum(DATE_ORDERS).optional().meta({
    description:
      'Of coded events: how dates such as 9/10/2023 are read, with the day first or the month. Where nothing says so they are refused.',
  }),
});
/** What only a file of coded events takes. */
export const ONLY_OF_CODED = ['mapping', 'openDyads', 'grade', 'encoding', 'dates'] as const;
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

/** So many codes, and so many pairs, are listed: the most frequent. */
export const MOST_CODES = 500;
export const MOST_PAIRS = 100;

const codedAnswer = z
  .strictObject({
    rows: z.int(),
    withoutCounterpart: z
      .strictObject({
        rows: z.int(),
        codes: z.array(z.strictObject({ code: z.string(), label: z.string().nullable(), rows: z.int() })),
      })
      .meta({ description: 'Rows of talks that are followed, whose code has no counterpart among the kinds.' }),
    notFollowed: z
      .strictObject({ rows: z.int(), dyads: z.array(z.strictObject({ dyad: z.string(), rows: z.int() })) })
      .meta({ description: 'Rows between actors whose talks are not followed; an actor that a row has not is “?”.' }),
  })
  .meta({ description: 'Of coded events: what was counted, and not recorded.' });

/** What became of the lines of a story, or of an export. */
export const importAnswer = z.strictObject({
  form: z.enum(['story', 'export', 'coded', 'mixed']).optional().meta({
    description:
      'What the lines are: of a story, of the export of a negotiation, or coded events. Left out where none could be read.',
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
  coded: codedAnswer.optional(),
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
