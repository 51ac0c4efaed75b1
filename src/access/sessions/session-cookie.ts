/**
 * The cookies of the pages. A session is a secret of its own, in a cookie that scripts cannot read and that browsers do
 * not send from other sites. The prefix `__Host-` makes browsers take it from this host alone, and send it over TLS alone;
 * most count their own machine as safe.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { LONGEST_SESSION } from './sessions.js';

/** The name of the cookie that holds the secret of a session. */
export const SESSION_COOKIE = '__Host-parley_session';

/** The name of the cookie that a sign-in form must come with. */
export const FORM_COOKIE = '__Host-parley_form';

/** It held the API token itself, up to version 0.1. It is not taken any more, and is to be forgotten. */
const OLD_COOKIE = 'parley_session';

const ATTRIBUTES = '; Path=/; Secure; HttpOnly; SameSite=Strict';

/** `Set-Cookie` that begins a session. */
export const sessionCookie = (secret: string): string =>
  `${SESSION_COOKIE}=${secret}; Max-Age=${LONGEST_SESSION / 1000}${ATTRIBUTES}`;

/** `Set-Cookie` that ends a session. */
export const expiredSessionCookie = (): string => `${SESSION_COOKIE}=; Max-Age=0${ATTRIBUTES}`;

/** `Set-Cookie` of the sign-in form. */
export const formCookie = (token: string): string => `${FORM_COOKIE}=${token}${ATTRIBUTES}`;

/** `Set-Cookie` that removes what an earlier version left: none where there is nothing. */
export const expiredOldCookie = ({ cookie }: IncomingHttpHeaders): string[] =>
  cookieValue(cookie, OLD_COOKIE) === undefined ? [] : [`${OLD_COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict`];

/** The value of a cookie, decoded; undefined where it was not sent. @param header `Cookie` */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.split('=');
    if (key?.trim() === name) return decoded(value.join('=').trim());
  }
  return undefined;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The secret of the session; undefined where there is none, or a token is sent besides, which then counts. */
export function sessionSecretOf({ authorization, cookie }: IncomingHttpHeaders): string | undefined {
  return authorization === undefined ? cookieValue(cookie, SESSION_COOKIE) || undefined : undefined;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether no page of this server has sent a request that may change something. Browsers say where it comes from by
 * `Origin`, and by `Sec-Fetch-Site`, which no page can set; a request with neither comes from no browser that does.
 */
export function isForeign(headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return true;
  if (origin === undefined) return site === undefined;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}

/**
 * Whether a request that may change something uses a session, and comes from a page of another site. `SameSite` alone is
 * not enough: some browsers ignore it, and two ports of one host are the same site.
 */
export const isCrossSiteWrite = (method: string, headers: IncomingHttpHeaders): boolean =>
  !SAFE.has(method) && sessionSecretOf(headers) !== undefined && isForeign(headers);
