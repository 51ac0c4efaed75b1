/** The desk: all negotiations, with their status in short. */
import { z } from 'zod';
import { negotiationId, partyId } from '../events/ids.js';
import { nameText } from '../events/text.js';
import { PHASES } from '../projections/phase/phases.js';
import { statusAnswer } from '../projections/status/status-answer.js';
import { nextCursor, pageQuery } from './page.js';
import { flag } from './parameters.js';

const { phase, contested, agreement, outlook, confidence, freshness, reportedHalt, reportedRestart } =
  statusAnswer.shape;

/** What the rows can be sorted by. */
export const DESK_SORTS = [
  'title',
  'phase',
  'contested',
  'changed',
  'agreement',
  'outlook',
  'news',
  'recorded',
] as const;
export type DeskSort = (typeof DESK_SORTS)[number];

const negotiations = z.preprocess(
  (given) => (given === undefined || Array.isArray(given) ? given : [given]),
  z.array(negotiationId).max(200).optional(),
);

/** Which rows of the desk are asked for. */
export const deskQuery = z.strictObject({
  phase: z.enum(PHASES).optional(),
  contested: flag.optional(),
  party: partyId.optional().meta({ description: 'Talks in whose registry this party is.' }),
  freshness: freshness.shape.value.optional(),
  q: nameText(200)
    .optional()
    .meta({ description: 'Text that the id, the title, or the id or a name of a party holds.' }),
  negotiation: negotiations.meta({ description: 'These alone; several times for several.' }),
  mine: flag.optional().meta({ description: 'true: only talks into which the caller has recorded something.' }),
  after: z
    .string()
    .regex(/^\d{1,19}$/, { error: 'must be a position, as `position` gives it' })
    .optional()
    .meta({ description: 'Only talks in which something was recorded after this position.' }),
  sort: z.enum(DESK_SORTS).optional().meta({ description: 'By id where it is not given.' }),
  direction: z.enum(['asc', 'desc']).optional().meta({ description: 'Of `sort`; `asc` where it is not given.' }),
  facets: flag.optional().meta({ description: 'true: with how many there are of each sort.' }),
  ...pageQuery,
});
export type DeskQuery = z.infer<typeof deskQuery>;

/** A negotiation's status in short. */
export const deskRow = z.strictObject({
  negotiation: negotiationId,
  title: z.string(),
  parties: z.array(partyId),
  names: z.record(z.string(), z.string()).meta({ description: 'The names of the parties, by their ids.' }),
  archived: z.boolean(),
  contradictions: z.int().meta({ description: 'How many there are at present.' }),
  revision: z.int(),
  position: z.string(),
  phase: phase.pick({ value: true, rule: true, since: true }),
  contested: contested.pick({ value: true, by: true, since: true }),
  reportedHalt: reportedHalt.unwrap().pick({ value: true, since: true }).nullable(),
  reportedRestart: reportedRestart.unwrap().pick({ since: true }).nullable(),
  agreement: agreement.pick({ value: true, agreement: true, title: true, violated: true }),
  outlook: outlook.pick({ value: true, onTheRecord: true }),
  confidence: confidence.pick({ value: true }),
  freshness: freshness.pick({ value: true, newestReportAt: true, ageDays: true }),
});
export type DeskRow = z.infer<typeof deskRow>;

/** How many rows have each value, in the order of the values. */
const counts = z.array(z.strictObject({ value: z.string(), talks: z.int() }));

const facets = z.strictObject({
  total: z.int().meta({ description: 'How many talks are like what is asked for, on all pages.' }),
  all: z.int().meta({ description: 'How many talks there are.' }),
  position: z.string().meta({ description: 'The last position of the log that this knows of.' }),
  phase: counts,
  contested: counts,
  freshness: counts,
  party: z.array(z.strictObject({ value: z.string(), name: z.string(), talks: z.int() })).meta({
    description: 'The parties of most talks, by their ids.',
  }),
});
export type DeskFacets = z.infer<typeof facets>;

export const deskAnswer = z.strictObject({
  negotiations: z.array(deskRow),
  next: nextCursor,
  facets: facets.optional().meta({
    description: 'Where asked for: how many there would be with each value of a parameter, all others as they are.',
  }),
});
export type DeskAnswer = z.infer<typeof deskAnswer>;
