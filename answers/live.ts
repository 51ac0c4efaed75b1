/** What is recorded, as it is recorded: which events a subscriber asks for, and the message about each. */
import { z } from 'zod';
import { entryId, negotiationId, partyId } from '../events/ids.js';
import { KINDS } from '../events/vocabulary.js';
import { entryAnswer } from '../projections/history/entry-answer.js';
import { changeInWordsAnswer, type ChangeInWords } from '../projections/compare/change-sentences.js';
import { flag } from './parameters.js';

const choice = {
  party: partyId
    .optional()
    .meta({ description: 'Only reports of this party, jointly too, and what is changed in them.' }),
  kind: z.enum(KINDS).optional().meta({ description: 'Only reports of this kind, and what is changed in them.' }),
  milestones: flag.optional().meta({ description: 'true: only what changes the status itself, or may.' }),
  after: z
    .string()
    .regex(/^\d{1,19}$/, { error: 'must be a position, as `id` and `position` give it' })
    .optional()
    .meta({ description: 'Only what was recorded after this position; `Last-Event-ID` says the same.' }),
} as const;

/** Of the stream of one negotiation. */
export const streamParameters = z.strictObject(choice);
export type StreamParameters = z.infer<typeof streamParameters>;

/** Of the stream of all negotiations. */
export const allStreamParameters = z.strictObject({
  negotiation: negotiationId.optional().meta({ description: 'Only this negotiation.' }),
  ...choice,
});
export type AllStreamParameters = z.infer<typeof allStreamParameters>;

const { kind, party, jointly, summary, source } = entryAnswer.shape;

export const messageAnswer = z.strictObject({
  position: z.string(),
  negotiation: negotiationId
    .nullable()
    .meta({ description: 'Null: a grade of a source, which all talks may rest on.' }),
  revision: z.int(),
  recordedAt: z.string(),
  type: z.string(),
  entry: entryId.nullable(),
  kind: kind.meta({ description: 'Of the report, or of the one that is changed.' }),
  party,
  jointly,
  summary,
  source,
  changes: z.array(changeInWordsAnswer).nullable().meta({
    description: 'What it changed in the status. Null: not told, since many came at once; `changes` tells it.',
  }),
});
export type Message = Omit<z.infer<typeof messageAnswer>, 'changes'> & {
  readonly changes: readonly ChangeInWords[] | null;
};

/** What a stream begins with. */
export const helloAnswer = z.strictObject({
  position: z.string().meta({ description: 'From which it goes on: what comes is recorded after it.' }),
});

/** What a reader is told that cannot resume where it was. */
export const gapAnswer = z.strictObject({
  after: z.string().nullable().meta({
    description: 'After which events may be missing, as the reader gave it; null where it gave no position.',
  }),
  position: z.string().meta({ description: 'From which the stream goes on.' }),
  reason: z.string(),
});
export type StreamGap = Readonly<z.infer<typeof gapAnswer>>;
