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

/** Which rows of the desk are asked for. */
export const deskQuery = z.strictObject({
  phase: z.enum(PHASES).optional(),
  contested: flag.optional(),
  party: partyId.optional().meta({ description: 'Talks in whose registry this party is.' }),
  freshness: freshness.shape.value.optional(),
  q: nameText(200).optional().meta({ description: 'Text that the id, the title or a party’s id holds.' }),
  ...pageQuery,
});
export type DeskQuery = z.infer<typeof deskQuery>;

/** A negotiation's status in short. */
export const deskRow = z.strictObject({
  negotiation: negotiationId,
  title: z.string(),
  parties: z.array(partyId),
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

export const deskAnswer = z.strictObject({ negotiations: z.array(deskRow), next: nextCursor });
export type DeskAnswer = z.infer<typeof deskAnswer>;
