/** A draft of an assistant: one passage of a text that it finds worth recording, for a person to decide on. */
import { z } from 'zod';
import { edtf } from '../../events/edtf.js';
import { agreementId, claimId, issueId, negotiationId, partyId, proposalId, slug } from '../../events/ids.js';
import { span } from '../../events/intake/candidate.js';
import { articleId, articleSource, intakeSchemas } from '../../events/intake/intake.js';
import { nameText } from '../../events/text.js';
import { ATTRIBUTIONS, CAPACITIES, KINDS } from '../../events/vocabulary.js';
import { recorded, STANDINGS } from './article.js';

/** How many drafts of one token may wait for a person. */
export const MOST_DRAFTS = 20;

export const draftRequest = z.strictObject({
  text: z.string().min(1).meta({ description: 'The whole article, as plain text: it is kept in the queue.' }),
  quotation: z
    .string()
    .min(1)
    .max(8000)
    .meta({ description: 'Words that stand in the text exactly so: what the report will rest on.' }),
  kind: z.enum(KINDS).meta({ description: 'What kind of report it would be.' }),
  negotiation: negotiationId.optional().meta({
    description: 'The talks that the text is about; without them no party and no subject can be named.',
  }),
  party: partyId.optional().meta({ description: 'Whose act or words it tells: a party of these talks.' }),
  speaker: z
    .strictObject({
      name: nameText(200).optional().meta({ description: 'As it stands in the text.' }),
      capacity: z.enum(CAPACITIES),
    })
    .optional(),
  attribution: z.enum(ATTRIBUTIONS).optional(),
  claim: claimId.optional().meta({ description: 'A claim of these talks.' }),
  issue: issueId.optional().meta({ description: 'An issue of these talks.' }),
  proposal: proposalId.optional().meta({ description: 'A proposal of these talks.' }),
  agreement: agreementId.optional().meta({ description: 'An agreement of these talks.' }),
  occurredAt: edtf.optional().meta({ description: 'When it happened, as EDTF.' }),
  publisher: articleSource.shape.publisher.meta({ description: 'Who published the text.' }),
  origin: articleSource.shape.origin,
  title: articleSource.shape.title,
  url: articleSource.shape.url.meta({ description: 'Where it was published. Nothing is fetched from there.' }),
  published: edtf.optional().meta({ description: 'When it was published, as EDTF.' }),
  language: intakeSchemas.ArticleReceived.shape.language,
});
export type DraftRequest = z.infer<typeof draftRequest>;

export const draftedAnswer = z.strictObject({
  article: articleId,
  candidate: slug.meta({ description: 'Its name within the article.' }),
  negotiation: negotiationId.nullable(),
  standing: z.enum(STANDINGS),
  duplicate: z.literal(true).optional().meta({ description: 'It was drafted so before.' }),
  evidence: z.array(span).meta({ description: 'Where the quotation stands in the text as it is kept.' }),
  waiting: z.int().meta({ description: 'How many drafts of this token wait now.' }),
  most: z.int().meta({ description: 'How many may wait.' }),
  recorded,
});
export type DraftedAnswer = z.infer<typeof draftedAnswer>;
