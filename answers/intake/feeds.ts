/** Feeds that are polled for articles. */
import { z } from 'zod';
import { negotiationId } from '../../events/ids.js';
import { feedId, intakeSchemas } from '../../events/intake/intake.js';
import { recorded } from './article.js';

const { url, publisher, words, minutes } = intakeSchemas.FeedAdded.shape;

export const addFeedRequest = z.strictObject({
  url: url.meta({ description: 'Of RSS, Atom or JSON Feed.' }),
  negotiation: negotiationId.optional().meta({ description: 'The talks that its articles are about.' }),
  publisher: publisher.meta({ description: 'Whose articles these are, where they do not say so.' }),
  words: words.default([]).meta({
    description: 'An item is read where its title or summary holds one of these; all are, where there are none.',
  }),
  minutes: minutes.default(30).meta({ description: 'From one poll to the next.' }),
});
export type AddFeedRequest = z.infer<typeof addFeedRequest>;

export const pollAnswer = z.strictObject({
  at: z.string(),
  outcome: z.enum(['read', 'unchanged', 'failed']),
  items: z.int().meta({ description: 'How many items of it were new here and held one of the words.' }),
  received: z.int().meta({ description: 'How many articles came of them.' }),
  failed: z.array(z.string()).meta({ description: 'What could not be read, in words.' }),
});
export type PollAnswer = z.infer<typeof pollAnswer>;

export const feedAnswer = z.strictObject({
  feed: feedId,
  negotiation: negotiationId.nullable(),
  url: z.string(),
  publisher: z.string().nullable(),
  words: z.array(z.string()),
  minutes: z.int(),
  addedAt: z.string(),
  last: pollAnswer.nullable().meta({ description: 'The last poll by this server.' }),
});
export type FeedAnswer = z.infer<typeof feedAnswer>;

export const feedsAnswer = z.strictObject({
  feeds: z.array(feedAnswer),
  polled: z.boolean().meta({ description: 'False: this server fetches nothing (PARLEY_FETCH).' }),
});
export type FeedsAnswer = z.infer<typeof feedsAnswer>;

export const feedAddedAnswer = z.strictObject({
  ...feedAnswer.shape,
  duplicate: z.literal(true).optional().meta({ description: 'It is polled for these talks already.' }),
  recorded,
});
export type FeedAddedAnswer = z.infer<typeof feedAddedAnswer>;

export const feedRemovedAnswer = z.strictObject({
  feed: feedId,
  duplicate: z.literal(true).optional(),
  recorded,
});
export type FeedRemovedAnswer = z.infer<typeof feedRemovedAnswer>;
