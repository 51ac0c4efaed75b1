/** The endpoint that may propose candidates: what would be sent to it, and what came of asking it. */
import { z } from 'zod';
import { articleAnswer, recorded } from './article.js';

export const endpointAnswer = z.strictObject({
  configured: z.boolean(),
  host: z.string().nullable().meta({ description: 'To whom it would be sent.' }),
  model: z.string().nullable(),
  left: z.int().nullable().meta({ description: 'How many more calls may be made today (UTC).' }),
  request: z.record(z.string(), z.json()).nullable().meta({ description: 'The whole body that would be sent.' }),
});
export type EndpointAnswer = z.infer<typeof endpointAnswer>;

export const endpointAskedAnswer = z.strictObject({
  ...articleAnswer.shape,
  served: z.boolean().meta({ description: 'False: its answer could not be used, and what the rules propose stands.' }),
  dropped: z.int().meta({ description: 'How many of its candidates did not hold.' }),
  recorded,
});
export type EndpointAskedAnswer = z.infer<typeof endpointAskedAnswer>;
