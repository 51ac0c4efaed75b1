/** The events that open and archive a negotiation and keep its registry of parties. */
import { z } from 'zod';
import type { RegistryEventType } from './event-types.js';
import { edtf } from './dates.js';
import { changeId, issueId, negotiationId, partyId } from './ids.js';
import { nameText, prose } from './text.js';
import { ROLES } from './vocabulary.js';

const names = z.record(z.string().regex(/^[a-zA-Z]{2,3}(-[A-Za-z0-9]{1,8})*$/), nameText(200));

const partyFields = {
  name: nameText(200),
  names: names.optional(),
  role: z.enum(ROLES),
  since: edtf.optional(),
} as const;
/** A party as it is opened or added. */
export const party = z.strictObject({ party: partyId, ...partyFields });

const issue = z.strictObject({ issue: issueId, title: prose(500) });
const days = z.number().positive().max(36_500);

/** Days of silence after which talks count as quiet, then as stale. One given alone is not compared with the other's default. */
export const freshness = z
  .strictObject({ quietAfterDays: days.optional(), staleAfterDays: days.optional() })
  .refine((f) => (f.quietAfterDays ?? 0) <= (f.staleAfterDays ?? Infinity), {
    error: 'staleAfterDays must not be less than quietAfterDays',
    path: ['staleAfterDays'],
  });

const change = { changeId: changeId.optional(), note: prose(4000).optional() } as const;

/** The schema of each event's data, by event type. */
export const registrySchemas = {
  NegotiationOpened: z.strictObject({
    negotiation: negotiationId,
    title: prose(500),
    summary: prose(4000).optional(),
    parties: z.array(party).max(500).optional(),
    issues: z.array(issue).max(500).optional(),
    tables: z.array(z.array(partyId).min(2).max(50)).max(50).optional(),
    freshness: freshness.optional(),
  }),
  NegotiationArchived: z.strictObject({ negotiation: negotiationId, reason: prose(2000), ...change }),
  PartyAdded: z.strictObject({ negotiation: negotiationId, ...party.shape, ...change }),
  PartyRevised: z.strictObject({
    negotiation: negotiationId,
    party: partyId,
    name: partyFields.name.optional(),
    names: partyFields.names,
    role: partyFields.role.optional(),
    since: partyFields.since,
    ...change,
  }),
} as const satisfies Record<RegistryEventType, z.ZodType>;

export type RegistryData<T extends RegistryEventType> = z.infer<(typeof registrySchemas)[T]>;
export type PartyFields = z.infer<typeof party>;
