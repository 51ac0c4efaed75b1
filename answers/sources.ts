/** Sources over all talks: who publishes, what rests on them, and what our desk says of them. */
import { z } from 'zod';
import { changeId, negotiationId, reportId } from '../events/ids.js';
import { nameText } from '../events/text.js';
import { KINDS, RELIABILITIES } from '../events/vocabulary.js';
import { nextCursor, pageQuery } from './page.js';

export const SOURCE_SORTS = ['reports', 'talks', 'newest', 'name'] as const;

/** Which sources are asked for, and in what order. */
export const sourcesQuery = z.strictObject({
  q: nameText(200).optional().meta({ description: 'Text that a name of the source holds.' }),
  sort: z.enum(SOURCE_SORTS).optional().meta({
    description: 'The most, or the newest, first; by reports, its own and those that carry its news, where not given.',
  }),
  ...pageQuery,
});
export type SourcesQuery = z.infer<typeof sourcesQuery>;

const grade = z.enum(RELIABILITIES);
const said = { changeId, reason: z.string(), recordedAt: z.string(), voided: z.boolean() } as const;

/** A grade that our desk gave. */
const regrade = z.strictObject({
  ...said,
  publisher: z.string(),
  reliability: grade,
  from: z.string().meta({ description: 'It counts for what was published from then on.' }),
});

/** Two names that our desk found to be one. */
const alias = z.strictObject({ ...said, name: z.string(), of: z.string() });

const counts = {
  reports: z.int().meta({ description: 'That it published and did not take back.' }),
  retracted: z.int(),
  corrected: z.int(),
  carried: z.int().meta({ description: 'Reports of other publishers that carry its news.' }),
} as const;

/** One publisher or origin, over all talks. */
export const sourceOverall = z.strictObject({
  name: z.string(),
  otherNames: z.array(z.string()).meta({ description: 'Names that stand for it.' }),
  ...counts,
  talks: z.int().meta({ description: 'In how many it is named.' }),
  reliability: grade.nullable().meta({ description: 'As our desk now grades its newest report.' }),
  recordedGrades: z.array(grade).meta({ description: 'The grades that its reports came with, whatever was regraded.' }),
  firstReportedAt: z.string().nullable(),
  lastReportedAt: z.string().nullable(),
  regrades: z.array(regrade).meta({ description: 'In the order of recording, voided ones included.' }),
  aliases: z.array(alias).meta({ description: 'In the order of recording, voided ones included.' }),
});
export type SourceOverall = z.infer<typeof sourceOverall>;

export const sourcesOverallAnswer = z.strictObject({
  sources: z.array(sourceOverall),
  next: nextCursor,
  talks: z.int().meta({ description: 'Over how many talks it is counted.' }),
});
export type SourcesOverallAnswer = z.infer<typeof sourcesOverallAnswer>;

const inTalks = z.strictObject({
  negotiation: negotiationId,
  title: z.string(),
  ...counts,
  holds: z
    .array(z.enum(['phase', 'contested', 'agreement', 'outlook', 'confidence', 'freshness']))
    .nullable()
    .meta({ description: 'The fields of the status whose `because` names a report of it. Null: not looked at.' }),
});

const reportOfSource = z.strictObject({
  negotiation: negotiationId,
  reportId,
  kind: z.enum(KINDS),
  summary: z.string(),
  reportedAt: z.string(),
  publisher: z.string(),
  origin: z.string().nullable(),
  reliability: grade.nullable().meta({ description: 'As our desk now grades it.' }),
  recordedGrade: grade.nullable(),
  retracted: z.boolean(),
});

/** At most so many talks and reports of one source are listed. */
export const MOST_TALKS = 100;
export const MOST_REPORTS = 200;
/** At most so many statuses are asked what they rest on. */
export const MOST_STATUSES = 20;

/** One source, with what rests on it. */
export const sourceDetailAnswer = z.strictObject({
  source: sourceOverall,
  talks: z.array(inTalks).meta({ description: `The first ${MOST_TALKS}, by how much it reported in them.` }),
  reports: z.array(reportOfSource).meta({ description: `The newest ${MOST_REPORTS}, in these talks.` }),
  omitted: z.strictObject({ talks: z.int(), reports: z.int(), statuses: z.int() }),
});
export type SourceDetailAnswer = z.infer<typeof sourceDetailAnswer>;
