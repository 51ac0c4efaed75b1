/**
 * Sessions of the pages: the token in a cookie that scripts cannot read, and that browsers do not send from other sites.
 * Every request checks the token, so that revoking it ends the session.
 */
import type { IncomingHttpHeaders } from 'node:http';

/** The name of the cookie. */
export const SESSION_COOKIE = 'parley_session';

/** In seconds: twelve hours. */
const MAX_AGE = 43_200;

const attributes = (protocol: string): string =>
  `; Path=/; HttpOnly; SameSite=Strict${protocol === 'https' ? '; Secure' : ''}`;

/** `Set-Cookie` that begins a session. @param protocol `Secure` is set for `https` */
export const sessionCookie = (token: string, protocol: string): string =>
  `${SESSION_COOKIE}=${token}; Max-Age=${MAX_AGE}${attributes(protocol)}`;

/** `Set-Cookie` that ends a session. */
export const expiredSessionCookie = (protocol: string): string =>
  `${SESSION_COOKIE}=; Max-Age=0${attributes(protocol)}`;

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

/** The header `Authorization` as it was sent, else one with the token of the session. */
export function authorizationOf({ authorization, cookie }: IncomingHttpHeaders): string | undefined {
  if (authorization !== undefined) return authorization;
  const session = cookieValue(cookie, SESSION_COOKIE);
  return session ? `Bearer ${session}` : undefined;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something uses a session, and comes from a page of another site. `SameSite` alone is
 * not enough: some browsers ignore it, and two ports of one host are the same site.
 */
export function isCrossSiteWrite(
  method: string,
  { authorization, cookie, origin, host }: IncomingHttpHeaders,
): boolean {
  if (SAFE.has(method) || authorization !== undefined || cookieValue(cookie, SESSION_COOKIE) === undefined)
    return false;
  return origin === undefined || !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}
