/**
 * What somebody is called whom the identity provider knows, so that the pages can call them so. It is kept in their own
 * browser and nowhere else: whoever changes it misleads themselves alone.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { nameText } from '../../../events/text.js';
import { cookieValue } from '../sessions/session-cookie.js';
import { LONGEST_SESSION } from '../sessions/sessions.js';

const COOKIE = '__Host-parley_name';
const ATTRIBUTES = '; Path=/; Secure; HttpOnly; SameSite=Strict';
const schema = nameText(100);

export const nameCookie = (name: string): string =>
  `${COOKIE}=${encodeURIComponent(name)}; Max-Age=${LONGEST_SESSION / 1000}${ATTRIBUTES}`;

export const expiredNameCookie = (): string => `${COOKIE}=; Max-Age=0${ATTRIBUTES}`;

/** Undefined where the browser holds none that can be shown. */
export const nameIn = ({ cookie }: IncomingHttpHeaders): string | undefined =>
  schema.safeParse(cookieValue(cookie, COOKIE)).data;
