/** Mappings: how the rows of a coded file become reports, as a desk has saved it under a name. */
import { z } from 'zod';
import { negotiationId, partyId, slug } from '../ids.js';
import { nameText } from '../text.js';
import { RELIABILITIES } from '../vocabulary.js';
import { DATE_ORDERS } from './cell-dates.js';
import { counterpart } from './counterpart.js';
import { isReport } from './specimen.js';
import { SCHEMES } from './schemes.js';

/** The name of the stream that holds the mappings. */
export const MAPPINGS_STREAM = 'mappings';

/** The formats of coded files. */
export const CODED_FORMATS = ['gdelt', 'cameo', 'polecat', 'acled', 'csv'] as const;
export type CodedFormat = (typeof CODED_FORMATS)[number];

export const mappingName = slug.brand<'MappingName'>();
export type MappingName = z.infer<typeof mappingName>;

const column = nameText(200);

const columns = z.strictObject({
  date: column.meta({ description: 'When it happened.' }),
  actor1: column.meta({ description: 'Who does it.' }),
  actor2: column.meta({ description: 'To whom, or with whom.' }),
  code: column.meta({ description: 'What is done.' }),
  id: column.optional().meta({ description: 'The row’s own id.' }),
  reportedAt: column.optional().meta({ description: 'When it was published; else when it happened.' }),
  publisher: column.optional(),
  url: column.optional(),
  text: column.optional().meta({ description: 'What happened, in words.' }),
});

const dyad = z
  .strictObject({
    negotiation: negotiationId,
    between: z
      .record(nameText(200), partyId)
      .meta({ description: 'The party that stands for each actor, by the code or the name that rows have.' }),
    open: nameText(300)
      .optional()
      .meta({ description: 'The title to open the negotiation with, where it is not open.' }),
  })
  .refine(({ between }) => new Set(Object.values(between)).size >= 2, {
    error: 'names at least two parties',
    path: ['between'],
  })
  .refine(({ between }) => Object.keys(between).length <= 200, {
    error: 'names at most 200 actors',
    path: ['between'],
  });
export type Dyad = Readonly<z.infer<typeof dyad>>;

export const grade = z.strictObject({
  reliability: z.enum(RELIABILITIES).optional(),
  credibility: z.int().min(1).max(6).optional(),
});
export type Grade = Readonly<z.infer<typeof grade>>;

const kinds = z
  .record(nameText(120), counterpart.nullable())
  .refine((given) => Object.keys(given).length <= 500, { error: 'has at most 500 codes' })
  .superRefine((given, ctx) => {
    for (const [code, of] of Object.entries(given)) {
      const wrong = of === null ? undefined : isReport(of);
      if (wrong !== undefined) ctx.addIssue({ code: 'custom', path: [code], message: wrong });
    }
  });

/** What a mapping says. Rows that no part of it names are counted, and not recorded. */
export const mapping = z.strictObject({
  name: mappingName,
  format: z.enum(CODED_FORMATS).optional().meta({ description: 'The format that it is for; none: for any.' }),
  codes: z.enum(SCHEMES).optional().meta({ description: 'Of plain CSV: the scheme of its codes.' }),
  columns: columns.optional().meta({ description: 'Of plain CSV: which column holds what.' }),
  dates: z
    .enum(DATE_ORDERS)
    .optional()
    .meta({ description: 'How dates of three numbers are read: with the day first, or the month.' }),
  kinds: kinds
    .optional()
    .meta({ description: 'What a code is recorded as, in place of what the table says; null: not.' }),
  dyads: z.array(dyad).max(1000).optional(),
  origin: nameText(200).optional().meta({ description: 'Whose data it is: the origin of every report.' }),
  grade: grade.optional().meta({ description: 'Of every report (Admiralty); F6 where there is none.' }),
});
export type Mapping = Readonly<z.infer<typeof mapping>>;

/** The schema of each event's data, by event type. */
export const mappingSchemas = {
  MappingSaved: z.strictObject({ mapping }),
  MappingRemoved: z.strictObject({ name: mappingName }),
} as const;
export type MappingEventType = keyof typeof mappingSchemas;
