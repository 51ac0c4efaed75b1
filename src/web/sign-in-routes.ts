/** Signing in to the pages and out of them: forms without scripts, answered with a cookie that scripts cannot read. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem, type Problem } from '../../answers/problem.js';
import { expiredNameCookie, nameIn } from '../access/provider/name-cookie.js';
import { foreignForm, formWithoutCookie, staleForm } from '../access/refusals.js';
import { formTokenIn, isFormToken, sessionFormToken } from '../access/sessions/form-token.js';
import {
  expiredOldCookie,
  expiredSessionCookie,
  isForeign,
  sessionCookie,
  sessionSecretOf,
} from '../access/sessions/session-cookie.js';
import { bearerSecret } from '../access/token-secret.js';
import { leadOn } from './lead-on.js';
import {
  beginSession,
  formOf,
  redirectTarget,
  takeForms,
  type OriginOf,
  type Refuse,
  type SignIns,
} from './signing-in.js';

/**
 * What a browser is to forget when somebody signs out: answers, and what pages have kept. Cookies are not told apart by
 * port, so those of others on the same host stay.
 */
const FORGET = '"cache", "storage"';

/** Why a form is not taken; undefined where a page of this server has sent it, in the browser that loaded the page. */
function formProblem(request: FastifyRequest): Problem | undefined {
  const { headers } = request;
  if (isForeign(headers)) return foreignForm();
  const held = [formTokenIn(headers), sessionFormToken(headers)].filter((token) => token !== undefined);
  if (held.length === 0) return formWithoutCookie();
  return isFormToken(formOf(request).get('form'), held) ? undefined : staleForm();
}

/** Begins a session of whoever has this token. @returns its secret */
async function signedIn(signIns: SignIns, request: FastifyRequest, token: string): Promise<string | Problem> {
  const { access, audit } = signIns;
  const caller = bearerSecret(`Bearer ${token}`) === null ? undefined : access.callerOf(`Bearer ${token}`);
  if (caller?.kind !== 'token') {
    audit.logRefusal(request, 'bad-token');
    return problem('bad-token', 'that token is not known, has expired or was revoked');
  }
  return (await beginSession(signIns, request, caller)).secret;
}

/** Ends the session of somebody who signs out. @returns where to go on to sign out of their identity provider as well */
async function signedOut(
  { access, audit, provider }: SignIns,
  request: FastifyRequest,
  origin: string,
): Promise<URL | undefined> {
  const { caller } = request;
  if (caller.kind !== 'token' || caller.session === undefined) return undefined;
  await access.endSession(caller, 'signed-out');
  audit.logSession(request, 'signed-out', caller);
  return caller.isPerson ? provider.signOutUrl(caller.session, origin) : undefined;
}

/**
 * Adds the routes.
 *
 * The registration is not awaited: Nest adds its error handler later, and routes that are ready before would not have it.
 *
 * @param originOf how the browser reaches this server
 * @param refuse answers with a problem, as a page
 */
export function addSignInRoutes(fastify: FastifyInstance, signIns: SignIns, originOf: OriginOf, refuse: Refuse): void {
  const refuseForm = (request: FastifyRequest, reply: FastifyReply, found: Problem): FastifyReply => {
    signIns.audit.logRefusal(request, found.code);
    return refuse(request, reply, found);
  };
  void fastify.register(async (forms) => {
    takeForms(forms);
    forms.post('/sign-in', async (request, reply) => {
      const form = formOf(request);
      const token = form.get('token')?.trim() ?? '';
      if (token === '') return refuse(request, reply, problem('bad-request', 'enter your token'));
      const found = formProblem(request);
      if (found) return refuseForm(request, reply, found);
      const next = redirectTarget(form.get('next'));
      // An open server lets everybody in: there is nobody to be told from others.
      if (signIns.access.isOpen) return reply.redirect(next, 303);
      const secret = await signedIn(signIns, request, token);
      if (typeof secret !== 'string') return refuse(request, reply, secret);
      const cookies = [sessionCookie(secret), ...expiredOldCookie(request.headers)];
      return reply.header('set-cookie', cookies).redirect(next, 303);
    });
    forms.post('/sign-out', async (request, reply) => {
      // Of whoever is not signed in, or is sent here by another site, nothing is ended and nothing forgotten.
      if (sessionSecretOf(request.headers) === undefined) return reply.redirect('/', 303);
      const found = formProblem(request);
      if (found) return refuseForm(request, reply, found);
      const provider = await signedOut(signIns, request, originOf(request));
      const name = nameIn(request.headers) === undefined ? [] : [expiredNameCookie()];
      void reply
        .header('set-cookie', [expiredSessionCookie(), ...name, ...expiredOldCookie(request.headers)])
        .header('clear-site-data', FORGET);
      if (!provider) return reply.redirect('/', 303);
      return leadOn(reply, provider.href, 'You are signed out of Parley', 'Sign out of the identity provider as well');
    });
  });
}
