/**
 * The tokens by which an identity provider says that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0):
 * checked by signature, issuer, audience, age and kind, and taken once.
 */
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import { sha256 } from '../../../events/sha256.js';
import type { OidcSettings } from '../../platform/oidc-settings.js';

/** Who has signed out, and when: sessions that began later are none of the ended ones. */
export interface SignedOut {
  /** Whose sessions end; undefined where the provider names no person, and so `providerSession` says which ends. */
  readonly sub: string | undefined;
  readonly providerSession: string | undefined;
  /** Milliseconds since the epoch, with what two clocks may differ by. */
  readonly at: number;
}

/** A session of the provider, by what it calls it (`sid`), as it is recorded: what others could use is not kept. */
export const providerSessionOf = (issuer: string, sid: string): string =>
  sha256(`provider session ${JSON.stringify([issuer, sid])}`);

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Signatures by keys that the provider publishes; none by a secret that is shared, and `none` least of all. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** So old a token may be, and so far two clocks may be apart, in seconds. */
const OLDEST = 120;
const CLOCKS_APART = 30;

/** So many ids of tokens are remembered, until these are too old to be taken. */
const MOST_REMEMBERED = 10_000;

/** What jose throws where the keys of the provider cannot be had; all else that it throws is wrong with the token. */
const NO_KEYS: ReadonlySet<unknown> = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);

const isOfToken = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('ERR_J') && !NO_KEYS.has(thrown.code);

const isNamed = (claim: unknown): claim is string => typeof claim === 'string' && claim !== '';

/** What makes claims, which are signed and of this issuer and client, those of no logout token; undefined where nothing does. */
function flawOf({ sub, sid, jti, nonce, events }: JWTPayload): string | undefined {
  const told = (events as Record<string, unknown> | null | undefined)?.[EVENT];
  if (typeof told !== 'object' || told === null || Array.isArray(told)) return 'it is of another event';
  if (nonce !== undefined) return 'it has a nonce, as ID tokens have';
  if (typeof jti !== 'string' || jti === '' || jti.length > 500) return 'it has no jti';
  if (!isNamed(sub) && !isNamed(sid)) return 'it has neither sub nor sid';
  return undefined;
}

export class LogoutTokens {
  #keys: { readonly uri: string; readonly get: JWTVerifyGetKey } | undefined;
  /** When those that were taken are too old, by their ids: the first to be forgotten first. */
  readonly #taken = new Map<string, number>();

  /**
   * Reads a token. Rejects where the keys of the provider cannot be had.
   * @param jwksUri where they are
   * @param now the present, in milliseconds since the epoch
   */
  async read(
    token: string,
    { issuer, clientId, patience }: OidcSettings,
    jwksUri: string,
    now: number,
  ): Promise<SignedOut | { readonly flaw: string }> {
    const { jwtVerify } = await import('jose');
    const options: JWTVerifyOptions = {
      issuer,
      audience: clientId,
      algorithms: ALGORITHMS,
      maxTokenAge: OLDEST,
      clockTolerance: CLOCKS_APART,
      currentDate: new Date(now),
    };
    try {
      const { payload, protectedHeader } = await jwtVerify(token, await this.#keysAt(jwksUri, patience), options);
      const { typ = 'logout+jwt' } = protectedHeader;
      const isKind = ['logout+jwt', 'jwt'].includes(typ.toLowerCase().replace(/^application\//, ''));
      const flaw = isKind ? flawOf(payload) : `its type is ${typ.slice(0, 50)}`;
      if (flaw !== undefined) return { flaw };
      if (!this.#take(String(payload.jti), now)) return { flaw: 'it was taken before' };
      const { sub, sid } = payload;
      const providerSession = isNamed(sid) ? providerSessionOf(issuer, sid) : undefined;
      return { sub: isNamed(sub) ? sub : undefined, providerSession, at: (Number(payload.iat) + CLOCKS_APART) * 1000 };
    } catch (error) {
      if (isOfToken(error)) return { flaw: error.message };
      throw error;
    }
  }

  async #keysAt(uri: string, patience: number): Promise<JWTVerifyGetKey> {
    if (this.#keys?.uri !== uri) {
      const { createRemoteJWKSet } = await import('jose');
      this.#keys = { uri, get: createRemoteJWKSet(new URL(uri), { timeoutDuration: patience * 1000 }) };
    }
    return this.#keys.get;
  }

  /** @returns whether it had not been taken */
  #take(id: string, now: number): boolean {
    for (const [known, until] of this.#taken) {
      if (until > now && this.#taken.size < MOST_REMEMBERED) break;
      this.#taken.delete(known);
    }
    if (this.#taken.has(id)) return false;
    this.#taken.set(id, now + (OLDEST + 2 * CLOCKS_APART) * 1000);
    return true;
  }
}
