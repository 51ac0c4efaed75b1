/** The search: what is asked for, and what is found. */
import { z } from 'zod';
import { edtf } from '../events/edtf.js';
import { negotiationId, partyId } from '../events/ids.js';
import { nameText } from '../events/text.js';
import { KINDS, RELIABILITIES } from '../events/vocabulary.js';
import type { EntryState } from '../projections/history/entry-answer.js';
import { lensSchema } from '../projections/record/lens.js';
import { SEARCHABLE } from '../projections/search/searchable.js';
import { nextCursor, pageQuery } from './page.js';

/** The longest text that is searched for, in UTF-16 units. */
export const LONGEST_SEARCH = 1000;

const several = <S extends z.ZodType>(item: S) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(item).max(20));

export const SEARCH_SORTS = ['relevance', 'date'] as const;

/** What is looked for, and which of what is found is asked for: all but the lens. */
export const searchQuery = z.strictObject({
  q: z
    .string()
    .min(1)
    .max(LONGEST_SEARCH, { error: `must have at most ${LONGEST_SEARCH} characters` })
    .meta({
      description:
        'Words that must all be there, whatever their case and accents; "in quotation marks" one after another; `negoti*` however it goes on.',
    }),
  what: several(z.enum(SEARCHABLE)).optional().meta({ description: 'Only these sorts of things; all are counted.' }),
  negotiation: negotiationId.optional().meta({ description: 'Only in these talks.' }),
  party: partyId.optional().meta({ description: 'Only reports of its acts or words, jointly too, or spoken for it.' }),
  kind: z.enum(KINDS).optional().meta({ description: 'Only reports of this kind.' }),
  from: edtf.optional().meta({ description: 'Only reports published on this date or later.' }),
  to: edtf.optional().meta({ description: 'Only reports published on this date or earlier.' }),
  source: nameText(200).optional().meta({ description: 'Only reports of this publisher or origin.' }),
  grade: z
    .string()
    .regex(/^(?:[A-F][1-6]?|[1-6])$/, { error: 'must be an Admiralty grade, such as B, 2 or B2' })
    .optional()
    .meta({ description: 'Only reports of this Admiralty grade: B, 2 or B2.' }),
  sort: z.enum(SEARCH_SORTS).optional().meta({ description: 'relevance unless given; date: the newest first.' }),
  ...pageQuery,
});
export type SearchQuery = z.infer<typeof searchQuery>;

export const searchParameters = z.strictObject({ ...searchQuery.shape, ...lensSchema.shape });
export type SearchParameters = z.infer<typeof searchParameters>;

const mark = z.tuple([z.int(), z.int()]);
const foundText = z.strictObject({
  field: z.string().meta({ description: 'Such as summary, quote, speaker, publisher, title, name.' }),
  text: z.string().meta({ description: 'The whole text of the field, as written.' }),
  marks: z.array(mark).meta({
    description: 'Where the words stand in it: start and end, in UTF-16 units. None: it is shown for context.',
  }),
});
export type FoundText = z.infer<typeof foundText>;

const talks = z.strictObject({ negotiation: negotiationId, title: z.string() });

/** What our desk has voided, and what the lens leaves out, is not found. */
const FOUND_STANDINGS = ['active', 'corrected', 'retracted'] as const satisfies readonly EntryState[];

const foundReport = z.strictObject({
  kind: z.enum(KINDS),
  standing: z.enum(FOUND_STANDINGS).meta({ description: 'retracted: its publisher took it back.' }),
  party: z.strictObject({ party: partyId, name: z.string() }).nullable(),
  occurredAt: z.string().nullable(),
  reportedAt: z.string(),
  publisher: z.string(),
  origin: z.string().nullable(),
  reliability: z.enum(RELIABILITIES).nullable().meta({ description: 'As this desk now grades the source.' }),
  credibility: z.int().nullable(),
  lang: z.string().nullable().meta({ description: 'The language of the quotation.' }),
});
export type FoundReport = z.infer<typeof foundReport>;

export const searchResult = z.strictObject({
  what: z.enum(SEARCHABLE),
  id: z.string().meta({ description: 'The slug or id; of speakers and sources the name.' }),
  talks: z.array(talks).meta({ description: 'In which talks; of a source perhaps several.' }),
  texts: z
    .array(foundText)
    .min(1)
    .meta({ description: 'The texts that hold words of the search; the first names it.' }),
  report: foundReport.nullable().meta({ description: 'null for anything but a report.' }),
});
export type SearchResult = z.infer<typeof searchResult>;

const counts = z.strictObject(
  Object.fromEntries(SEARCHABLE.map((what) => [what, z.int()])) as Record<(typeof SEARCHABLE)[number], z.ZodInt>,
);
export type SearchCounts = z.infer<typeof counts>;

export const searchAnswer = z.strictObject({
  q: z.string(),
  lens: lensSchema,
  sort: z.enum(SEARCH_SORTS),
  found: z.int().meta({ description: 'How many in all, of the sorts that are asked for.' }),
  counts: counts.meta({ description: 'How many of each sort, asked for or not.' }),
  results: z.array(searchResult).meta({ description: 'In the order of the counts; reports come last.' }),
  next: nextCursor,
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
