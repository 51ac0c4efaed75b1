/** What all ways of signing in share: beginning a session, ending one, and where to go afterwards. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../answers/problem.js';
import type { BegunSession } from '../access/sessions/sessions.js';
import type { AccessService } from '../access/access.service.js';
import type { AuditLog, SessionCaller } from '../access/audit-log.js';
import type { IdentityProvider } from '../access/provider/identity-provider.js';

/** What tells callers apart, and tells of it. */
export interface SignIns {
  readonly access: AccessService;
  readonly audit: AuditLog;
  readonly provider: IdentityProvider;
}

/** The largest form, in bytes: it holds two tokens and an address, or the token of a provider. */
const FORM_LIMIT = 4096;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Has the routes of a scope take forms. */
export const takeForms = (forms: FastifyInstance): void => {
  forms.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
};

/** The form of a request. One without a body, or with one of another type, is an empty form. */
export const formOf = ({ body }: FastifyRequest): URLSearchParams =>
  body instanceof URLSearchParams ? body : new URLSearchParams();

/** Answers with a problem, as a page. */
export type Refuse = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => FastifyReply;

/** How the browser reaches this server: the public address, where it is known. */
export type OriginOf = (request: FastifyRequest) => string;

/** The path to redirect to after signing in: a path of this server, else `/`. No browser takes it for another host. */
export const redirectTarget = (next: string | null): string =>
  next !== null && /^\/(?![/\\])[\w\-./~%?=&+:,@!$'()*;]*$/.test(next) ? next : '/';

/** Ends the session that a request comes in, where there is one: it is replaced. */
export async function endSessionBefore({ access }: SignIns, { caller }: FastifyRequest): Promise<void> {
  if (caller.kind === 'token' && caller.session !== undefined) await access.endSession(caller, 'signed-in-anew');
}

/**
 * Begins a session in place of the one there is, if any.
 * @param providerSession in which they signed in at the identity provider, as the event is to have it
 */
export async function beginSession(
  signIns: SignIns,
  request: FastifyRequest,
  caller: SessionCaller,
  providerSession?: string,
): Promise<BegunSession> {
  await endSessionBefore(signIns, request);
  const begun = await signIns.access.beginSession(caller, providerSession);
  signIns.audit.logSession(request, 'signed-in', { ...caller, session: begun.session });
  return begun;
}
