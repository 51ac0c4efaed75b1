/** Published cards: publishing one, revoking one, how they are listed, and what oEmbed answers of them. */
import { z } from 'zod';
import { negotiationId } from '../../events/ids.js';
import { PUBLISHED_MOMENTS, publicationId, publicationSchemas } from '../../events/publications.js';
import { lensSchema } from '../../projections/record/lens.js';

/** The body of a request to publish a card. */
export const publishRequest = z.strictObject({
  negotiation: negotiationId,
  moment: z.enum(PUBLISHED_MOMENTS).default('present').meta({
    description:
      'present: the card goes on with the record. pinned: it stays as it is now, whatever is recorded later.',
  }),
  lens: lensSchema.default({}).meta({ description: 'Which reports count on the card.' }),
});
export type PublishRequest = z.infer<typeof publishRequest>;

/** The body of a revocation. */
export const unpublishRequest = z.strictObject({ reason: publicationSchemas.CardRevoked.shape.reason });
export type UnpublishRequest = z.infer<typeof unpublishRequest>;

export const publicationAnswer = z.strictObject({
  id: publicationId,
  negotiation: negotiationId,
  moment: z.enum(PUBLISHED_MOMENTS),
  lens: lensSchema,
  standing: z.enum(['shown', 'revoked', 'doubtful']).meta({
    description: 'doubtful: an event after it cannot be read, and may have been its revocation; it is not shown.',
  }),
  publishedAt: z.string(),
  revoked: z.strictObject({ at: z.string(), reason: z.string().nullable() }).nullable(),
  address: z.string().meta({ description: 'Where anybody sees it while it is shown, without a token.' }),
  embed: z.string().meta({ description: 'HTML that shows it in another page.' }),
});
export type PublicationAnswer = z.infer<typeof publicationAnswer>;

export const publicationsAnswer = z.strictObject({ publications: z.array(publicationAnswer) });
export type PublicationsAnswer = z.infer<typeof publicationsAnswer>;

export const publicationsParameters = z.strictObject({ negotiation: negotiationId.optional() });
export type PublicationsParameters = z.infer<typeof publicationsParameters>;

const pixels = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'must be a number of pixels' })
  .transform(Number);

/** Consumers add parameters of their own, which are ignored. */
export const oembedParameters = z.object({
  url: z.string().max(2000).meta({ description: 'The address of a published card.' }),
  format: z.literal('json').default('json'),
  maxwidth: pixels.optional(),
  maxheight: pixels.optional(),
});
export type OembedParameters = z.infer<typeof oembedParameters>;

/** An answer of oEmbed 1.0: a picture where other pages may not frame the card, else a frame. */
export const oembedAnswer = z.strictObject({
  version: z.literal('1.0'),
  type: z.enum(['photo', 'rich']),
  title: z.string(),
  provider_name: z.literal('Parley'),
  provider_url: z.string(),
  cache_age: z.int(),
  width: z.int(),
  height: z.int(),
  url: z.string().optional().meta({ description: 'Of a photo: the picture.' }),
  html: z.string().optional().meta({ description: 'Of rich: the frame.' }),
  thumbnail_url: z.string().optional(),
  thumbnail_width: z.int().optional(),
  thumbnail_height: z.int().optional(),
});
export type OembedAnswer = z.infer<typeof oembedAnswer>;
