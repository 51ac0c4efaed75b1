/** The queue of articles over all talks. */
import { z } from 'zod';
import { negotiationId } from '../../events/ids.js';
import { feedId } from '../../events/intake/intake.js';
import { nextCursor, pageQuery } from '../page.js';
import { articleRow } from './article.js';

export const QUEUE_STATES = ['waiting', 'done', 'all'] as const;

export const queueParameters = z.strictObject({
  state: z.enum(QUEUE_STATES).default('waiting').meta({
    description: 'waiting: with a candidate that nobody has decided on. done: the others.',
  }),
  negotiation: negotiationId.optional().meta({ description: 'Only articles about these talks.' }),
  feed: feedId.optional().meta({ description: 'Only what this feed brought.' }),
  ...pageQuery,
});
export type QueueParameters = z.infer<typeof queueParameters>;

export const queueAnswer = z.strictObject({
  articles: z.array(articleRow).meta({ description: 'The first received first.' }),
  waiting: z.strictObject({ articles: z.int(), candidates: z.int() }).meta({
    description: 'How many wait in all, on every page of this listing.',
  }),
  fetches: z
    .boolean()
    .meta({ description: 'Whether this server fetches articles from addresses that are sent to it.' }),
  next: nextCursor,
});
export type QueueAnswer = z.infer<typeof queueAnswer>;
