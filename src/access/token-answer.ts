/** A token as it is answered, without its hash. */
import type { TokenAnswer } from '../../answers/access/tokens.js';
import type { Instant } from '../../events/dates.js';
import { isPerson, stateOf, type Token } from './tokens.js';

/** @param now by which its state is decided */
export function tokenAnswerOf(token: Token, now: Instant): TokenAnswer {
  const { id, subject, roles, issuedAt, issuedBy, expiresAt, lastUsed = null, revoked = null } = token;
  const standing = stateOf(token, now);
  return {
    id,
    kind: isPerson(token) ? 'person' : 'token',
    subject,
    roles: [...roles],
    standing,
    issuedAt,
    issuedBy,
    expiresAt,
    lastUsed,
    revoked,
  };
}
