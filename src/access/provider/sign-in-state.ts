/**
 * A sign-in under way: what the answer of the identity provider is held against. It is in a cookie of the browser that
 * began it, so that no server has to remember it, and nobody else can finish it.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { cookieValue } from '../sessions/session-cookie.js';

/** So long a sign-in may take, in milliseconds. */
export const LONGEST_SIGN_IN = 10 * 60_000;

/** `Lax`: it comes along when the provider leads the browser back, and with no form and no image of another site. */
const COOKIE = '__Host-parley_sign_in';
const ATTRIBUTES = '; Path=/; Secure; HttpOnly; SameSite=Lax';

const secret = z.string().regex(/^[\w-]{20,200}$/);
const schema = z.strictObject({
  state: secret,
  nonce: secret,
  verifier: secret,
  /** Where to go afterwards: a path of this server. */
  next: z.string().max(2000),
  /** When it began, in milliseconds. */
  begun: z.int(),
});
export type SignInState = z.infer<typeof schema>;

/** `Set-Cookie` of a sign-in that begins. */
export const signInCookie = (state: SignInState): string =>
  `${COOKIE}=${Buffer.from(JSON.stringify(state)).toString('base64url')}; Max-Age=${LONGEST_SIGN_IN / 1000}${ATTRIBUTES}`;

/** `Set-Cookie` of a sign-in that is over: each is answered once. */
export const expiredSignInCookie = (): string => `${COOKIE}=; Max-Age=0${ATTRIBUTES}`;

/** The sign-in under way; undefined where the browser has none, or it has taken too long. */
export function signInStateIn({ cookie }: IncomingHttpHeaders, now: number): SignInState | undefined {
  try {
    const text = Buffer.from(cookieValue(cookie, COOKIE) ?? '', 'base64url').toString('utf8');
    const state = schema.parse(JSON.parse(text));
    return now >= state.begun && now < state.begun + LONGEST_SIGN_IN ? state : undefined;
  } catch {
    return undefined;
  }
}
