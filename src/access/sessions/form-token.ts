/**
 * The token of a form: what a page of another site cannot know. That of a session follows from its secret; whoever has none
 * yet is given one with the sign-in form, in a cookie beside it.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { sha256 } from '../../../events/sha256.js';
import { cookieValue, FORM_COOKIE, sessionSecretOf } from './session-cookie.js';

const FORM = /^[\w-]{43}$/;

export const newFormToken = (): string => randomBytes(32).toString('base64url');

/** The token of the sign-in form that the browser holds; undefined where it has none. */
export function formTokenIn({ cookie }: IncomingHttpHeaders): string | undefined {
  const value = cookieValue(cookie, FORM_COOKIE);
  return value !== undefined && FORM.test(value) ? value : undefined;
}

/** The token of the forms of a session; undefined where the browser has none. */
export function sessionFormToken(headers: IncomingHttpHeaders): string | undefined {
  const secret = sessionSecretOf(headers);
  return secret === undefined ? undefined : sha256(`parley form ${secret}`);
}

/** Whether a form came with one of the tokens that its browser holds. */
export const isFormToken = (given: string | null, held: readonly string[]): boolean =>
  held.some(
    (token) =>
      given !== null && given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token)),
  );
