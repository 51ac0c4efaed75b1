/** Signing in with an identity provider: the way there, and the way back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../answers/problem.js';
import { admitted } from '../access/provider/admit.js';
import { CALLBACK, type Identity, type IdentityProvider } from '../access/provider/identity-provider.js';
import { noPerson, notBegun } from '../access/provider/provider-problems.js';
import { expiredSignInCookie, signInCookie, signInStateIn } from '../access/provider/sign-in-state.js';
import { expiredOldCookie, sessionCookie } from '../access/sessions/session-cookie.js';
import { expiredNameCookie, nameCookie } from '../access/provider/name-cookie.js';
import type { OidcSettings } from '../platform/oidc-settings.js';
import { leadOn } from './lead-on.js';
import {
  beginSession,
  endSessionBefore,
  redirectTarget,
  type OriginOf,
  type Refuse,
  type SignIns,
} from './signing-in.js';

/** The path from which people are led to the provider. */
const START = '/sign-in/provider';

const isProblem = (answer: object): answer is Problem => 'code' in answer;

/** The query as it came: the checks of the protocol look at all of it. */
const queryOf = ({ url }: FastifyRequest): string => url.split('?').slice(1).join('?');

/** Whether a page of another site leads here: it could have people signed in who did not ask for it. */
function isLedHere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** Begins the session of whoever the provider knows. */
async function enter(
  signIns: SignIns,
  request: FastifyRequest,
  identity: Identity,
  settings: OidcSettings,
): Promise<string[] | Problem> {
  const caller = await admitted(signIns.access, identity, Date.now());
  if (!caller) return noPerson(settings.name);
  const { secret, session } = await beginSession(signIns, request, caller, identity.providerSession);
  signIns.provider.keepHint(session, identity.idToken);
  const name = identity.name === undefined ? expiredNameCookie() : nameCookie(identity.name);
  return [sessionCookie(secret), name, ...expiredOldCookie(request.headers)];
}

/**
 * Adds the routes.
 * @param settings undefined where there is no provider: then both lead to the sign-in page
 * @param refuse answers with a problem, as a page
 */
export function addProviderRoutes(
  fastify: FastifyInstance,
  signIns: SignIns,
  settings: OidcSettings | undefined,
  originOf: OriginOf,
  refuse: Refuse,
): void {
  if (!settings) {
    for (const path of [START, CALLBACK]) fastify.get(path, (_, reply) => reply.redirect('/sign-in', 303));
    return;
  }
  const provider: IdentityProvider = signIns.provider;
  const refuseSignIn = (request: FastifyRequest, reply: FastifyReply, found: Problem): FastifyReply => {
    signIns.audit.logRefusal(request, found.code);
    return refuse(request, reply, found);
  };
  fastify.get(START, async (request, reply) => {
    const next = redirectTarget(new URLSearchParams(queryOf(request)).get('next'));
    void reply.header('cache-control', 'no-store');
    if (isLedHere(request)) return reply.redirect(`/sign-in?${new URLSearchParams({ next }).toString()}`, 303);
    const begun = await provider.begin(settings, originOf(request), next);
    if (isProblem(begun)) return refuseSignIn(request, reply, begun);
    // The way back comes from another site, and so without the session that it replaces.
    await endSessionBefore(signIns, request);
    return reply.header('set-cookie', signInCookie(begun.state)).redirect(begun.url.href, 303);
  });
  fastify.get(CALLBACK, async (request, reply) => {
    void reply.header('cache-control', 'no-store').header('set-cookie', expiredSignInCookie());
    const state = signInStateIn(request.headers, Date.now());
    if (!state) return refuseSignIn(request, reply, notBegun());
    const address = new URL(`${originOf(request)}${CALLBACK}?${queryOf(request)}`);
    const identity = await provider.finish(settings, address, state);
    if (isProblem(identity)) return refuseSignIn(request, reply, identity);
    const cookies = await enter(signIns, request, identity, settings);
    if (!Array.isArray(cookies)) return refuseSignIn(request, reply, cookies);
    void reply.header('set-cookie', cookies);
    return leadOn(reply, redirectTarget(state.next), 'You are signed in', 'Go on to Parley');
  });
}
