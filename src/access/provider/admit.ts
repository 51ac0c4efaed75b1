/** Lets somebody in whom the identity provider knows, and out: under the one id by which they are listed here, with their roles of now. */
import type { AccessFact } from '../../../events/access.js';
import { personSubject, tokenId, type TokenId, type TokenRole } from '../../../events/access.js';
import { sha256 } from '../../../events/sha256.js';
import type { AccessService } from '../access.service.js';
import type { SessionCaller } from '../audit-log.js';
import { isErasedHolder, isPerson, type Token } from '../tokens.js';
import type { Identity } from './identity-provider.js';
import type { SignedOut } from './logout-tokens.js';

/** The id of a person: the first 12 hex digits of the hash of who they are. */
const personId = (subject: string): TokenId => tokenId.parse(sha256(`person ${subject}`).slice(0, 12));

/**
 * Ends all sessions of somebody, on every server, that had begun when they signed out at the provider.
 * @returns whose they were
 */
export async function endedElsewhere(
  access: AccessService,
  issuer: string,
  { sub, at }: SignedOut,
): Promise<readonly SessionCaller[]> {
  const subject = personSubject(issuer, sub);
  const known = access.token(personId(subject));
  if (!known || !isPerson(known) || (known.subject !== subject && !isErasedHolder(known))) return [];
  const { id: token, roles } = known;
  const ended = access
    .sessionsOf(token)
    .filter(({ begun }) => begun <= at)
    .map(({ id: session }): SessionCaller => ({
      kind: 'token',
      token,
      subject: known.subject,
      roles,
      session,
      isPerson: true,
    }));
  for (const caller of ended) await access.endSession(caller, 'signed-out');
  return ended;
}

const haveRoles = (token: Token, roles: readonly TokenRole[]): boolean => String(token.roles) === String(roles);

/** Whether what is recorded of somebody holds as it is. */
const holds = (known: Token, roles: readonly TokenRole[]): boolean =>
  !known.revoked && !known.doubtful && haveRoles(known, roles);

/**
 * Records who it is where that is new. From then on their roles are these in every session that they have.
 * @returns undefined where their id belongs to a token, or to somebody else
 */
export async function admitted(
  access: AccessService,
  { issuer, sub, roles }: Identity,
  now: number,
): Promise<SessionCaller | undefined> {
  const subject = personSubject(issuer, sub);
  const token = personId(subject);
  const before = access.token(token);
  const isSame = before === undefined || before.subject === subject || isErasedHolder(before);
  if (before && (!isPerson(before) || !isSame)) return undefined;
  if (!before || !holds(before, roles)) {
    const data = { token, issuer, sub, roles: [...roles], at: new Date(now).toISOString() };
    const fact: AccessFact = { type: 'PersonAdmitted', data };
    await access.record(fact, subject);
  }
  return { kind: 'token', token, subject, roles, isPerson: true };
}
