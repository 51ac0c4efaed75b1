/** What the vocabulary of a record looks like. */
import { z } from 'zod';
import { partyId, reportId } from '../../events/ids.js';
import { ATTRIBUTIONS, CAPACITIES, KINDS, RELIABILITIES, ROLES } from '../../events/vocabulary.js';

const uses = z.int().meta({ description: 'In how many reports.' });
const subjects = z.array(
  z.strictObject({ slug: z.string(), title: z.string().nullable(), about: partyId.optional(), uses }),
);
const names = z.array(
  z.strictObject({
    name: z.string(),
    reliability: z.enum(RELIABILITIES).nullable().meta({ description: 'The grade that it was last given.' }),
    uses,
  }),
);
const speaker = z.strictObject({
  name: z.string().nullable(),
  capacity: z.enum(CAPACITIES),
  attribution: z.enum(ATTRIBUTIONS),
  speaksFor: partyId.nullable().meta({ description: 'The party of the speaker, where it is not the report’s.' }),
  party: partyId.nullable().meta({ description: 'The report’s party.' }),
  uses,
});
const report = z.strictObject({
  reportId,
  kind: z.enum(KINDS),
  summary: z.string(),
  party: partyId.nullable(),
  reportedAt: z.string(),
  publisher: z.string(),
});

/** The fields of reports whose words are free: what was written there before is offered again. */
export const FREE_TEXTS = ['measure', 'channel', 'venue', 'item', 'unit', 'per', 'basis', 'tag', 'lang'] as const;
export type FreeText = (typeof FREE_TEXTS)[number];

export const vocabularyShape = {
  parties: z.array(z.strictObject({ party: partyId, name: z.string(), role: z.enum(ROLES).nullable(), uses })),
  claims: subjects,
  issues: subjects,
  proposals: subjects,
  agreements: subjects,
  publishers: names,
  origins: names,
  speakers: z.array(speaker).meta({ description: 'Each with the capacity and attribution that it was last given.' }),
  reports: z.array(report).meta({ description: 'The last recorded first.' }),
  texts: z.record(z.enum(FREE_TEXTS), z.array(z.string())).meta({ description: 'By field, the last used first.' }),
  cut: z.array(z.string()).meta({ description: 'The lists that hold more than is shown: ask for fewer by `q`.' }),
} as const;
const vocabulary = z.strictObject(vocabularyShape);
export type Vocabulary = z.infer<typeof vocabulary>;
