/** The card and the briefing of a negotiation, and in which forms they are had. */
import { z } from 'zod';
import { edtf } from '../../events/edtf.js';
import { briefingFields } from '../../projections/briefing/briefing.js';
import { cardFields } from '../../projections/briefing/card.js';
import { lensSchema } from '../../projections/record/lens.js';
import { answerWith } from '../envelope.js';
import { reportProofAnswer } from '../log/proofs.js';

const hash = z
  .string()
  .nullable()
  .meta({ description: 'The hash of the event of the revision, up to which all is chained.' });

/** The card as data. */
export const cardAnswer = answerWith({
  hash,
  ...cardFields,
  proof: reportProofAnswer.omit({ negotiation: true, report: true }).optional().meta({
    description: 'That the event of the revision is in the log, with its signed checkpoint; only where asked for.',
  }),
});
export type CardAnswer = z.infer<typeof cardAnswer>;

/** The forms of a card. */
export const CARD_FORMATS = ['json', 'svg', 'png'] as const;
export type CardFormat = (typeof CARD_FORMATS)[number];

export const cardParameters = z.strictObject({
  ...lensSchema.shape,
  proof: z.enum(['true', 'false']).optional().meta({
    description: 'true: with the signed checkpoint of the log, and the proof that the event of the revision is in it.',
  }),
  format: z.enum(CARD_FORMATS).default('json').meta({ description: 'As data, or as a picture that can stand alone.' }),
});
export type CardParameters = z.infer<typeof cardParameters>;

/** The briefing as data. */
export const briefingAnswer = answerWith({
  hash,
  ...briefingFields,
  frozen: z
    .string()
    .meta({ description: 'The path of the page that will always show this, whatever is recorded later.' }),
});
export type BriefingAnswer = z.infer<typeof briefingAnswer>;

/** The forms of a briefing. */
export const BRIEFING_FORMATS = ['json', 'md', 'docx'] as const;
export type BriefingFormat = (typeof BRIEFING_FORMATS)[number];

export const briefingParameters = z.strictObject({
  ...lensSchema.shape,
  since: edtf.optional().meta({
    description: 'From when on changes are told; where not given, from a week before the newest report.',
  }),
  format: z
    .enum(BRIEFING_FORMATS)
    .default('json')
    .meta({ description: 'As data, as Markdown, or as a document (DOCX).' }),
});
export type BriefingParameters = z.infer<typeof briefingParameters>;
