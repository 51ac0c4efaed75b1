/** What a write answers: where it is recorded, and what it changed. Each sort of write names what it wrote. */
import { z } from 'zod';
import { warningAnswer } from '../decisions/warnings.js';
import { changeId, entryId, negotiationId, partyId, reportId } from '../events/ids.js';
import { changeInWordsAnswer } from '../projections/compare/change-sentences.js';
import { flag } from './parameters.js';

export const recordParameters = z.strictObject({
  dryRun: flag.optional().meta({ description: 'true: only tell what it would change.' }),
});

const receipt = {
  revision: z.int().nullable().meta({ description: 'Of the negotiation’s stream. Null: nothing was recorded.' }),
  position: z.string().nullable().meta({ description: 'In the whole log; opaque.' }),
  recordedAt: z.string().nullable(),
  hash: z.string().nullable().meta({ description: 'SHA-256 over the event and the hash before it.' }),
  changes: z.array(changeInWordsAnswer).meta({ description: 'What it changed in the status, field by field.' }),
  warnings: z.array(warningAnswer),
  duplicate: z.literal(true).optional().meta({ description: 'It was recorded before: this is the first answer.' }),
  voided: z
    .literal(true)
    .optional()
    .meta({ description: 'It was recorded before and voided since: it counts no more, and changes nothing.' }),
  voidedBy: entryId
    .optional()
    .meta({ description: 'The voiding because of which it does not count: to void that restores it.' }),
  dryRun: z.literal(true).optional().meta({ description: 'Nothing was recorded: this is what would be.' }),
} as const;
const receiptAnswer = z.strictObject(receipt);
export type Receipt = z.infer<typeof receiptAnswer>;

/** Of a report. */
export const recordedAnswer = z.strictObject({ reportId, ...receipt });
export type RecordedAnswer = z.infer<typeof recordedAnswer>;

/** Of the opening of a negotiation. */
export const openedAnswer = z.strictObject({ negotiation: negotiationId, ...receipt });
export type OpenedAnswer = z.infer<typeof openedAnswer>;

/** Of a negotiation that was revised. */
export const negotiationRevisedAnswer = z.strictObject({ negotiation: negotiationId, changeId, ...receipt });
export type NegotiationRevisedAnswer = z.infer<typeof negotiationRevisedAnswer>;

/** Of a party that was added. */
export const partyRecordedAnswer = z.strictObject({ party: partyId, ...receipt });
export type PartyRecordedAnswer = z.infer<typeof partyRecordedAnswer>;

/** Of a party that was revised. */
export const partyRevisedAnswer = z.strictObject({ party: partyId, changeId, ...receipt });
export type PartyRevisedAnswer = z.infer<typeof partyRevisedAnswer>;

const affectedTalks = z.strictObject({
  negotiation: negotiationId,
  title: z.string(),
  changes: z.array(changeInWordsAnswer),
});
const affected = z.array(affectedTalks).meta({
  description: 'Of a grade or an alias of a source, or a change to one: each negotiation whose status it changed.',
});

/** Of a change of the record, a grade or alias of a source, or a title. */
export const changedAnswer = z.strictObject({ changeId: entryId, ...receipt, affected: affected.optional() });
export type ChangedAnswer = z.infer<typeof changedAnswer>;

/** After an erasure: the copies of the log that still hold what was erased. */
export const backupsHolding = z.array(z.string()).meta({
  description:
    'The names of backups, and of copies beside the log, that still hold what was erased: `parley backup scrub` destroys it there.',
});

/** After an erasure on an EventStoreDB: where the keys can be read until a scavenge. */
export const unscavengedKeys = z.array(z.string()).meta({
  description:
    'The names of streams of keys that were deleted on the EventStoreDB and whose bytes its files still hold, until a scavenge has been run on each of its nodes. None on SQLite.',
});

/** Of an erasure. */
export const erasedAnswer = z.strictObject({
  changeId: entryId,
  ...receipt,
  erased: z.array(z.string()).meta({ description: 'The places of the texts, as JSON pointers into the entry.' }),
  backups: backupsHolding,
  unscavenged: unscavengedKeys,
});
export type ErasedAnswer = z.infer<typeof erasedAnswer>;
