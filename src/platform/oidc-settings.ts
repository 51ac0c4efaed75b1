/** The settings of signing in with an identity provider (OpenID Connect). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ROLES, roles, type TokenRole } from '../../events/access.js';

/** The claim whose values say which roles somebody has, where the setting names no other. */
const DEFAULT_CLAIM = 'groups';

/** In seconds: somebody waits for it. */
const PATIENCE = 5;

export interface OidcSettings {
  /** The issuer, as the provider writes it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client, which PKCE alone protects. */
  readonly secret: string | undefined;
  /** A name in the claims of the ID token; a path to one where it begins with `/`. */
  readonly claim: string;
  /** The roles of each value of that claim. */
  readonly roles: ReadonlyMap<string, readonly TokenRole[]>;
  /** What is asked for, `openid` included. */
  readonly scope: string;
  /** What the sign-in page calls the provider. */
  readonly name: string;
  /** How long it may take for an answer, in seconds. */
  readonly patience: number;
}

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Over http a code, and the key that an ID token is checked with, could be replaced on the way. */
const issuer = z
  .string()
  .max(500)
  .refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK_HOST.test(url.hostname));
      return isSafe && url.search === '' && url.hash === '' && url.username === '' && !/\s/.test(text);
    },
    { error: 'must be the address of the provider, such as https://login.example.org: over https, or on this machine' },
  );

const mapping = z
  .string()
  .max(20_000)
  .transform((text, refused) => {
    const read = z.record(z.string().min(1).max(500), roles).safeParse(jsonIn(text));
    if (read.success && Object.keys(read.data).length > 0) return new Map(Object.entries(read.data));
    refused.addIssue({
      code: 'custom',
      message: `must be JSON such as {"desk":["editor"],"news":["reader","reporter"]}, of the roles ${ROLES.join(', ')}`,
    });
    return z.NEVER;
  });

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The variables, as a shape of the schema of all. */
export const oidcVariables = {
  /** The issuer of the identity provider; with it, people sign in there. */
  PARLEY_OIDC_ISSUER: issuer.optional(),
  /** The name under which the provider knows this Parley. */
  PARLEY_OIDC_CLIENT_ID: z.string().max(500).optional(),
  /** The file that holds the client's secret; none for a public client. */
  PARLEY_OIDC_CLIENT_SECRET_FILE: z.string().max(4096).optional(),
  /** The claim that says which roles somebody has: a name, or a JSON pointer such as `/realm_access/roles`. */
  PARLEY_OIDC_CLAIM: z.string().max(500).default(DEFAULT_CLAIM),
  /** The roles of each value of that claim, as JSON. */
  PARLEY_OIDC_ROLES: mapping.optional(),
  /** The scopes that are asked for. */
  PARLEY_OIDC_SCOPE: z
    .string()
    .max(500)
    .refine((text) => text.split(' ').includes('openid'), { error: 'must have openid among its scopes' })
    .default('openid profile'),
  /** What the sign-in page calls the provider; its host where not given. */
  PARLEY_OIDC_NAME: z.string().max(100).optional(),
};
const shape = z.object(oidcVariables);
type Read = z.infer<typeof shape>;

/** What is wrong with the settings as a whole, in a line; undefined where nothing is. */
function flawOf(read: Read, isReachedByOthers: boolean): string | undefined {
  const { PARLEY_OIDC_ISSUER: given, PARLEY_OIDC_CLIENT_ID: client, PARLEY_OIDC_ROLES: map } = read;
  if (given === undefined)
    return (client ?? map) ? 'PARLEY_OIDC_CLIENT_ID and PARLEY_OIDC_ROLES need PARLEY_OIDC_ISSUER' : undefined;
  if (client === undefined || map === undefined)
    return 'PARLEY_OIDC_ISSUER needs PARLEY_OIDC_CLIENT_ID and PARLEY_OIDC_ROLES';
  return isReachedByOthers
    ? 'PARLEY_OIDC_ISSUER needs PARLEY_PUBLIC_URL: the provider leads people back to that address'
    : undefined;
}

function secretIn(file: string): string | { readonly flaw: string } {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    return secret === '' ? { flaw: `PARLEY_OIDC_CLIENT_SECRET_FILE=${file}: is empty` } : secret;
  } catch (error) {
    return { flaw: `PARLEY_OIDC_CLIENT_SECRET_FILE=${file}: cannot be read: ${(error as Error).message}` };
  }
}

/** @param isReachedByOthers whether it listens beyond this machine, and has no public address */
export function oidcSettings(
  read: Read,
  isReachedByOthers: boolean,
): { readonly oidc: OidcSettings | undefined } | { readonly flaw: string } {
  const flaw = flawOf(read, isReachedByOthers);
  if (flaw !== undefined) return { flaw };
  const { PARLEY_OIDC_ISSUER, PARLEY_OIDC_CLIENT_ID: clientId, PARLEY_OIDC_ROLES: map } = read;
  if (PARLEY_OIDC_ISSUER === undefined || clientId === undefined || map === undefined) return { oidc: undefined };
  const file = read.PARLEY_OIDC_CLIENT_SECRET_FILE;
  const secret = file === undefined ? undefined : secretIn(file);
  if (typeof secret === 'object') return secret;
  return {
    oidc: {
      issuer: PARLEY_OIDC_ISSUER,
      clientId,
      secret,
      claim: read.PARLEY_OIDC_CLAIM,
      roles: map,
      scope: read.PARLEY_OIDC_SCOPE,
      name: read.PARLEY_OIDC_NAME ?? new URL(PARLEY_OIDC_ISSUER).host,
      patience: PATIENCE,
    },
  };
}
