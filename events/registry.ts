/** The events that open and archive a negotiation and keep its registry of parties. */
import { z } from 'zod';
import type { RegistryEventType } from './event-types.js';
import { edtf } from './edtf.js';
import { erasable } from './erasure/erasable.js';
import { changeId, issueId, negotiationId, partyId, slug } from './ids.js';
import { nameText, prose } from './text.js';
import { CAPACITIES, ROLES, SUBJECT_SORTS } from './vocabulary.js';

const names = z.record(z.string().regex(/^[a-zA-Z]{2,3}(-[A-Za-z0-9]{1,8})*$/), erasable(nameText(200)));

/** Somebody who speaks for a party. `since` and `until` say when. */
export const person = z.strictObject({
  name: erasable(nameText(200)),
  capacity: z.enum(CAPACITIES),
  since: edtf.optional(),
  until: edtf.optional(),
});

export type Person = z.infer<typeof person>;

const partyFields = {
  name: erasable(nameText(200)),
  names: names.optional(),
  /** Other words that stand for it: demonyms, capitals, acronyms. */
  aliases: z
    .array(erasable(nameText(200)))
    .max(100)
    .optional(),
  people: z.array(person).max(500).optional(),
  role: z.enum(ROLES),
  since: edtf.optional(),
} as const;
/** A party as it is opened or added. */
export const party = z.strictObject({ party: partyId, ...partyFields });

const issue = z.strictObject({ issue: issueId, title: erasable(prose(500)) });
const days = z.number().positive().max(36_500);

/** Days of silence after which talks count as quiet, then as stale. One given alone is not compared with the other's default. */
export const freshness = z
  .strictObject({ quietAfterDays: days.optional(), staleAfterDays: days.optional() })
  .refine((f) => (f.quietAfterDays ?? 0) <= (f.staleAfterDays ?? Infinity), {
    error: 'staleAfterDays must not be less than quietAfterDays',
    path: ['staleAfterDays'],
  });

const tables = z.array(z.array(partyId).min(2).max(50)).max(50);

const change = { changeId: changeId.optional(), note: erasable(prose(4000)).optional() } as const;

/** The schema of each event's data, by event type. */
export const registrySchemas = {
  NegotiationOpened: z.strictObject({
    negotiation: negotiationId,
    title: erasable(prose(500)),
    summary: erasable(prose(4000)).optional(),
    parties: z.array(party).max(500).optional(),
    issues: z.array(issue).max(500).optional(),
    tables: tables.optional(),
    freshness: freshness.optional(),
  }),
  /** Each field that is given takes the place of the old one, as a whole. */
  NegotiationRevised: z
    .strictObject({
      negotiation: negotiationId,
      title: erasable(prose(500)).optional(),
      summary: erasable(prose(4000)).optional(),
      tables: tables.optional(),
      freshness: freshness.optional(),
      ...change,
    })
    .refine(
      ({ title, summary, tables: seats, freshness: silence }) => (title ?? summary ?? seats ?? silence) !== undefined,
      {
        error: 'revises nothing: give a title, a summary, tables or freshness',
      },
    ),
  SubjectRetitled: z.strictObject({
    negotiation: negotiationId,
    what: z.enum(SUBJECT_SORTS),
    slug,
    title: erasable(prose(1000)),
    reason: erasable(prose(2000)),
    ...change,
  }),
  NegotiationArchived: z.strictObject({ negotiation: negotiationId, reason: erasable(prose(2000)), ...change }),
  PartyAdded: z.strictObject({ negotiation: negotiationId, ...party.shape, ...change }),
  PartyRevised: z.strictObject({
    negotiation: negotiationId,
    party: partyId,
    name: partyFields.name.optional(),
    names: partyFields.names,
    aliases: partyFields.aliases,
    people: partyFields.people,
    role: partyFields.role.optional(),
    since: partyFields.since,
    ...change,
  }),
} as const satisfies Record<RegistryEventType, z.ZodType>;

export type RegistryData<T extends RegistryEventType> = z.infer<(typeof registrySchemas)[T]>;
export type PartyFields = z.infer<typeof party>;
