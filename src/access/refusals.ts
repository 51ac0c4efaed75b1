/** Refusals of callers. They help a caller who has a token, and tell others nothing. */
import type { TokenRole } from '../../events/access.js';
import { problem, type Problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import type { Caller, UnauthenticatedCaller } from './caller.js';

const withoutToken = (): Refused =>
  new Refused(problem('unauthenticated', 'send `Authorization: Bearer <token>`; an admin issues tokens'));

// The same answer for an unknown, an expired and a revoked token, so that nobody learns which it is.
const badToken = (): Refused =>
  new Refused(problem('bad-token', 'the token that was sent is not known, has expired or was revoked'));

const sessionOver = (): Refused =>
  new Refused(problem('unauthenticated', 'the session is over, or was not begun here: sign in again'));

const tokensUnknown = (): Refused =>
  new Refused(problem('store-unreachable', 'the store does not answer, so that nobody can be told from anybody yet'));

function unauthenticatedRefused({ why }: UnauthenticatedCaller): Refused {
  switch (why) {
    case 'no-token':
      return withoutToken();
    case 'bad-token':
      return badToken();
    case 'session-over':
      return sessionOver();
    case 'not-yet':
      return tokensUnknown();
  }
}

function missingRole(role: TokenRole): Refused {
  return new Refused(problem('forbidden', `this takes the role ${role}, which the token does not have`));
}

/** An open server has no admin. */
const notWhileOpen = (): Refused =>
  new Refused(
    problem(
      'forbidden',
      'the first token is made on the data folder, by `parley token create --data <folder>`, or from PARLEY_BOOTSTRAP_TOKEN',
    ),
  );

/** @param role that the caller lacks */
export function accessRefused(caller: Caller, role: TokenRole): Refused {
  switch (caller.kind) {
    case 'unauthenticated':
      return unauthenticatedRefused(caller);
    case 'open':
      return notWhileOpen();
    case 'token':
    case 'operator':
      return missingRole(role);
  }
}

/** 400: more than one header `Host` (RFC 9112, 3.2). */
export const manyHosts = (): Refused => new Refused(problem('bad-request', 'a request names one Host'));

/** 403 of an open server. @param what is foreign in the request */
export const foreignOrigin = (what: string): Refused =>
  new Refused(
    problem(
      'forbidden',
      `while there are no tokens, only this machine is answered, and no page of another origin: ${what}`,
    ),
  );

/** 403: a name that is none of this machine's, where the public one was not configured. */
export const unknownHost = (host: string): Refused =>
  new Refused(
    problem(
      'forbidden',
      `Host is ${host.slice(0, 100) || 'missing'}, which is no name of this machine: PARLEY_PUBLIC_URL says by which others reach it`,
    ),
  );

/** 403: a write by a session, from a page of another site. */
export const crossSiteWrite = (): Refused =>
  new Refused(problem('forbidden', 'who has signed in with a browser acts from the pages of this server alone'));

/** 403: something that a page of another site has a browser ask for. */
export const foreignFetch = (): Refused =>
  new Refused(
    problem('forbidden', 'pages of other sites may link to this, and not load it: only published cards are for them'),
  );

/** 403: a form of signing in or out that no page of this server has sent. */
export const foreignForm = (): Problem =>
  problem('forbidden', 'people sign in and out by the pages of this server alone, and this form came from elsewhere');

/** 403: the browser did not send the cookie that came with the form. */
export const formWithoutCookie = (): Problem =>
  problem(
    'forbidden',
    'this browser did not keep the cookie of the form, so it would keep no session either. Browsers keep it over https ' +
      'alone, which a reverse proxy adds, and most of them on the machine itself (http://localhost). Or cookies are refused',
  );

/** 403: the form was made for another session, or has been altered. */
export const staleForm = (): Problem =>
  problem('forbidden', 'this form belongs to another session: load the page again, and send it from there');

/** 429; the header `Retry-After` is set apart. */
export const tooManyRequests = (): Refused =>
  new Refused(problem('too-many-requests', 'more requests a minute than are taken; Retry-After says when to go on'));
