/**
 * The events of published cards, in the stream `publications`: which card is shown to anybody who has its address, and which
 * is shown no more.
 */
import { z } from 'zod';
import { erasable } from './erasure/erasable.js';
import { negotiationId } from './ids.js';
import { prose } from './text.js';

/** The name of the stream that holds the events of published cards. */
export const PUBLICATIONS_STREAM = 'publications';

/** The last part of the address of a published card: 160 random bits, which nobody guesses. */
export const publicationId = z
  .string()
  .regex(/^[0-9a-f]{40}$/, { error: 'must be the id of a published card: 40 hexadecimal digits' })
  .brand<'PublicationId'>();
export type PublicationId = z.infer<typeof publicationId>;

/** What the card shows: the present, as it goes on; or the moment at which it was published, for ever. */
export const PUBLISHED_MOMENTS = ['present', 'pinned'] as const;
export type PublishedMoment = (typeof PUBLISHED_MOMENTS)[number];

const lensValue = z.union([z.string().max(1000), z.number(), z.array(z.string().max(1000)).max(50)]);

/** The schema of each event's data, by event type. */
export const publicationSchemas = {
  CardPublished: z.strictObject({
    publication: publicationId,
    negotiation: negotiationId,
    moment: z.enum(PUBLISHED_MOMENTS),
    /** The lens, field by field. Of a pinned card it has the revision. */
    lens: z.record(z.string().max(40), lensValue),
  }),
  CardRevoked: z.strictObject({ publication: publicationId, reason: erasable(prose(2000)).optional() }),
} as const;
export type PublicationEventType = keyof typeof publicationSchemas;

/** What an event of a published card says. */
export type PublicationFact = {
  [T in PublicationEventType]: { readonly type: T; readonly data: Readonly<z.infer<(typeof publicationSchemas)[T]>> };
}[PublicationEventType];
