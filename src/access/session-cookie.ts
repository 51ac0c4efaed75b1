/**
 * A session of the pages: the token in a cookie that no script can read and that no other site's request carries.
 * It is checked as any token is, on every request; revoking the token ends the session.
 */
import type { IncomingHttpHeaders } from 'node:http';

export const SESSION_COOKIE = 'parley_session';

/** Twelve hours: a working day. */
const MAX_AGE = 43_200;

const attributes = (protocol: string): string =>
  `; Path=/; HttpOnly; SameSite=Strict${protocol === 'https' ? '; Secure' : ''}`;

export const sessionCookie = (token: string, protocol: string): string =>
  `${SESSION_COOKIE}=${token}; Max-Age=${MAX_AGE}${attributes(protocol)}`;

export const expiredSessionCookie = (protocol: string): string =>
  `${SESSION_COOKIE}=; Max-Age=0${attributes(protocol)}`;

/** The value of a cookie. */
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

/** The header of a token: as it was sent, or as the session holds it. */
export function authorizationOf({ authorization, cookie }: IncomingHttpHeaders): string | undefined {
  if (authorization !== undefined) return authorization;
  const session = cookieValue(cookie, SESSION_COOKIE);
  return session ? `Bearer ${session}` : undefined;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request acts by a session from a page that is not of this server: browsers say where it comes from, and
 * `SameSite` is not heeded by all of them, nor between two ports of one host.
 */
export function isCrossSiteWrite(
  method: string,
  { authorization, cookie, origin, host }: IncomingHttpHeaders,
): boolean {
  if (SAFE.has(method) || authorization !== undefined || cookieValue(cookie, SESSION_COOKIE) === undefined)
    return false;
  return origin === undefined || !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}
