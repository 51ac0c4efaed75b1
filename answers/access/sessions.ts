/** Sessions of the pages: where somebody is signed in with the same token, and ending some of them. */
import { z } from 'zod';
import { sessionId } from '../../events/access.js';

/** The most sessions that one request ends. */
const MOST_ENDED = 100;

export const sessionAnswer = z.strictObject({
  session: sessionId.meta({ description: 'Its public id, as in the log of the server.' }),
  begunAt: z.string(),
  lastAskedAt: z
    .string()
    .meta({ description: 'When a person last asked for something; other servers tell within minutes.' }),
  endsAt: z.string().meta({ description: 'When it ends, unless a person asks for something before.' }),
  isThis: z.boolean().meta({ description: 'Whether this request came in it.' }),
});

export const sessionsAnswer = z.strictObject({
  sessions: z.array(sessionAnswer).meta({ description: 'Those that have not ended, the newest first.' }),
});
export type SessionsAnswer = z.infer<typeof sessionsAnswer>;

/** The body of a request that ends sessions. */
export const endSessionsRequest = z.strictObject({
  sessions: z.array(sessionId).min(1).max(MOST_ENDED).meta({ description: 'Which; those that are over stay so.' }),
  token: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'The token of these sessions, once more: asked of whoever comes in a session.' }),
});
export type EndSessionsRequest = z.infer<typeof endSessionsRequest>;
