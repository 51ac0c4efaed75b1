/** What a negotiation is: its parties, issues, tables and thresholds. */
import { z } from 'zod';
import { issueId, negotiationId, partyId } from '../events/ids.js';
import { person } from '../events/registry.js';
import { ROLES, SUBJECT_SORTS } from '../events/vocabulary.js';
import { lensSchema } from '../projections/record/lens.js';
import { unreadableAnswer } from './status.js';

const roleAnswer = z.strictObject({
  role: z.enum(ROLES),
  since: z.string().nullable().meta({ description: 'Null: it always held.' }),
});

export const partyAnswer = z.strictObject({
  party: partyId,
  name: z.string(),
  names: z.record(z.string(), z.string()),
  aliases: z.array(z.string()).meta({ description: 'Other words that stand for it.' }),
  people: z.array(person).meta({ description: 'Those who speak for it.' }),
  role: z.enum(ROLES).nullable().meta({ description: 'The role that it was last given.' }),
  roles: z.array(roleAnswer).meta({ description: 'In order of time.' }),
});
export type PartyAnswer = z.infer<typeof partyAnswer>;

export const descriptionAnswer = z.strictObject({
  negotiation: negotiationId,
  title: z.string(),
  summary: z.string().nullable(),
  parties: z.array(partyAnswer),
  issues: z.array(z.strictObject({ issue: issueId, title: z.string() })),
  titles: z
    .array(z.strictObject({ what: z.enum(SUBJECT_SORTS), slug: z.string(), title: z.string() }))
    .meta({ description: 'What claims, issues, proposals and agreements are called, where they have a title.' }),
  tables: z.array(z.array(partyId)),
  freshness: z.strictObject({ quietAfterDays: z.number(), staleAfterDays: z.number() }),
  archived: z.string().nullable().meta({ description: 'Why it was archived.' }),
  openedAt: z.string().meta({ description: 'When it was recorded that it is followed.' }),
  lens: lensSchema,
  revision: z.int(),
  position: z.string(),
  passedOver: unreadableAnswer,
});
export type DescriptionAnswer = z.infer<typeof descriptionAnswer>;
