/** A token as it is answered: never with its hash. */
import { z } from 'zod';
import { ROLES, tokenId } from '../../events/access.js';
import type { Instant } from '../../events/dates.js';
import { TOKEN_STATES, stateOf, type Token } from './tokens.js';

export const tokenAnswer = z.strictObject({
  id: tokenId,
  subject: z.string().meta({ description: 'Who acts with it, and stands as recorder in what they record.' }),
  roles: z.array(z.enum(ROLES)),
  standing: z.enum(TOKEN_STATES).meta({
    description: 'doubtful: an event after it cannot be read, and may have been its revocation; it is not taken.',
  }),
  issuedAt: z.string(),
  issuedBy: z.string(),
  expiresAt: z.string().nullable(),
  lastUsed: z.string().nullable().meta({ description: 'A day (UTC); null: never.' }),
  revoked: z.strictObject({ at: z.string(), by: z.string(), reason: z.string().nullable() }).nullable(),
});
export type TokenAnswer = z.infer<typeof tokenAnswer>;

export function tokenAnswerOf(token: Token, now: Instant): TokenAnswer {
  const { id, subject, roles, issuedAt, issuedBy, expiresAt, lastUsed = null, revoked = null } = token;
  const standing = stateOf(token, now);
  return { id, subject, roles: [...roles], standing, issuedAt, issuedBy, expiresAt, lastUsed, revoked };
}
