/** Reports as they are cited: what each of them says, and where it was published. */
import { z } from 'zod';
import { partyId, reportId } from '../events/ids.js';
import { KINDS } from '../events/vocabulary.js';
import { lensSchema } from '../projections/record/lens.js';
import { answerWith } from './envelope.js';
import { reportProofAnswer } from './log/proofs.js';

/** How many reports can be asked for at once. */
export const MOST_CITED = 50;

const reports = z.preprocess(
  (given) => (given === undefined || Array.isArray(given) ? given : [given]),
  z.array(reportId).min(1).max(MOST_CITED),
);

export const citationsParameters = z.strictObject({
  report: reports.meta({ description: `The id of a report; several times for several, at most ${MOST_CITED}.` }),
  proof: z.enum(['true', 'false']).optional().meta({
    description: 'true: with the signed checkpoint of the log, and of each report the proof that it is in it.',
  }),
  ...lensSchema.shape,
});
export type CitationsParameters = z.infer<typeof citationsParameters>;

export const citation = z.strictObject({
  reportId,
  kind: z.enum(KINDS),
  party: partyId.nullable().meta({ description: 'Whose act or words it tells.' }),
  summary: z.string(),
  quote: z.string().nullable().meta({ description: 'The words of the source.' }),
  publisher: z.string(),
  origin: z.string().nullable().meta({ description: 'Whose news it is, where the publisher carries another’s.' }),
  title: z.string().nullable().meta({ description: 'Of what was published.' }),
  url: z.string().nullable().meta({ description: 'Of http or https alone.' }),
  occurredAt: z.string().nullable(),
  reportedAt: z.string(),
  proof: reportProofAnswer
    .omit({ negotiation: true, report: true, checkpoint: true })
    .optional()
    .meta({ description: 'That the report as it was recorded is in the log; only where it was asked for.' }),
});
export type Citation = z.infer<typeof citation>;

export const citationsAnswer = answerWith({
  citations: z.array(citation).meta({ description: 'In the order in which they were asked for.' }),
  missing: z
    .array(reportId)
    .meta({ description: 'Those that are no reports of these talks under this lens, or were voided.' }),
  checkpoint: reportProofAnswer.shape.checkpoint.optional(),
});
export type CitationsAnswer = z.infer<typeof citationsAnswer>;
