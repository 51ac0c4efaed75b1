/** Lets somebody in whom the identity provider knows, and out: under the one id by which they are listed here, with their roles of now. */
import type { AccessFact } from '../../../events/access.js';
import { personSubject, tokenId, type TokenId, type TokenRole } from '../../../events/access.js';
import { sha256 } from '../../../events/sha256.js';
import type { AccessService } from '../access.service.js';
import type { SessionCaller } from '../audit-log.js';
import { isErasedHolder, isPerson, type Token } from '../tokens.js';
import type { OpenSession } from '../sessions/sessions.js';
import type { Identity } from './identity-provider.js';
import type { SignedOut } from './logout-tokens.js';

/** The id of a person: the first 12 hex digits of the hash of who they are. */
const personId = (subject: string): TokenId => tokenId.parse(sha256(`person ${subject}`).slice(0, 12));

/** The sessions of somebody whom the provider names. */
function sessionsOfPerson(access: AccessService, issuer: string, sub: string): readonly OpenSession[] {
  const subject = personSubject(issuer, sub);
  const known = access.token(personId(subject));
  const isIt = known && isPerson(known) && (known.subject === subject || isErasedHolder(known));
  return isIt ? access.sessionsOf(known.id) : [];
}

/**
 * Ends, on every server, the sessions of whoever has signed out at the provider, which had begun by then: all of the person;
 * where it names nobody, those that were begun in that session of the provider.
 * @returns whose they were
 */
export async function endedElsewhere(
  access: AccessService,
  issuer: string,
  { sub, providerSession, at }: SignedOut,
): Promise<readonly SessionCaller[]> {
  const open =
    sub === undefined ? access.sessionsOfProvider(providerSession ?? '') : sessionsOfPerson(access, issuer, sub);
  const ended = open.flatMap(({ id: session, token, begun }): SessionCaller[] => {
    const known = access.token(token);
    if (!known || begun > at) return [];
    return [{ kind: 'token', token, subject: known.subject, roles: known.roles, session, isPerson: true }];
  });
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
