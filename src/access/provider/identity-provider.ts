/**
 * The identity provider by which people sign in (OpenID Connect): the code flow with PKCE, whose every answer is held
 * against what this server asked for. Nothing is loaded and nobody asked before somebody signs in.
 */
import { Injectable, Logger } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import type { Problem } from '../../../answers/problem.js';
import type { SessionId, TokenRole } from '../../../events/access.js';
import { personSubject } from '../../../events/access.js';
import { invisibleIn, nameText } from '../../../events/text.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config.js';
import type { OidcSettings } from '../../platform/oidc-settings.js';
import { discovered } from './discovered.js';
import { LogoutTokens, providerSessionOf, type SignedOut } from './logout-tokens.js';
import { crowded, failureInWords, noPerson, problemOfProvider, withoutRole } from './provider-problems.js';
import { rolesOfClaims, valuesIn, type Claims } from './roles-of-claims.js';
import type { SignInState } from './sign-in-state.js';

/** What the provider says of itself is asked anew after so long, in milliseconds. */
const HOLDS = 3_600_000;
/** So many answers of the provider are waited for at once. */
const MOST_UNDER_WAY = 50;
/** So many ID tokens are kept, of the sessions that began last: with them, signing out need not ask who it is. */
const MOST_HINTS = 1_000;
/** Longer ones would make an address that is too long. */
const LONGEST_HINT = 6_000;

/** The path to which the provider leads people back. */
export const CALLBACK = '/sign-in/callback';

/** The path to which the provider itself says that somebody has signed out of it. */
export const BACK_CHANNEL = '/sign-in/provider/logout';

/** Somebody whom the provider knows, and who has a role here. */
export interface Identity {
  readonly issuer: string;
  readonly sub: string;
  readonly roles: readonly TokenRole[];
  /** As people call them; it is recorded nowhere. */
  readonly name: string | undefined;
  readonly idToken: string | undefined;
  /** The provider's own session, hashed; undefined where it does not name one. */
  readonly providerSession: string | undefined;
}

const personName = nameText(100);

function nameIn(claims: Claims): string | undefined {
  const names = ['name', 'preferred_username', 'email'].map((claim) => claims[claim]);
  return names.find((name): name is string => personName.safeParse(name).success && !invisibleIn(String(name)));
}

@Injectable()
export class IdentityProvider {
  readonly #log = new Logger('SignIn');
  #asked: { readonly at: number; readonly answer: Promise<Configuration> } | undefined;
  #underWay = 0;
  readonly #hints = new Map<SessionId, string>();
  readonly #logouts = new LogoutTokens();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Undefined where people sign in with tokens alone. */
  get settings(): OidcSettings | undefined {
    return this.config.access.oidc;
  }

  /** Begins a sign-in. @returns where to lead the browser, and what to hold the answer against */
  begin(
    settings: OidcSettings,
    origin: string,
    next: string,
  ): Promise<{ readonly url: URL; readonly state: SignInState } | Problem> {
    return this.#attempt(settings, async () => {
      const oidc = await import('openid-client');
      const provider = await this.#provider(settings);
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      const url = oidc.buildAuthorizationUrl(provider, {
        redirect_uri: `${origin}${CALLBACK}`,
        scope: settings.scope,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url, state: { state, nonce, verifier, next, begun: this.clock.now() } };
    });
  }

  /**
   * Ends a sign-in: exchanges the code, and checks signature, issuer, audience, nonce and times of the ID token.
   * @param address to which the provider has led the browser
   */
  finish(settings: OidcSettings, address: URL, state: SignInState): Promise<Identity | Problem> {
    return this.#attempt(settings, async () => {
      const oidc = await import('openid-client');
      const provider = await this.#provider(settings);
      const tokens = await oidc.authorizationCodeGrant(provider, address, {
        pkceCodeVerifier: state.verifier,
        expectedState: state.state,
        expectedNonce: state.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('no ID token came');
      const isTold = valuesIn(claims, settings.claim).length > 0 || !provider.serverMetadata().userinfo_endpoint;
      // Some providers say in the ID token only who somebody is.
      const more = isTold ? {} : await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub);
      return this.#identity(settings, { ...more, ...claims }, tokens.id_token);
    });
  }

  /** Whom the provider says to have signed out of it; where that cannot be taken, whether the provider is not there. */
  async signedOut(settings: OidcSettings, token: string): Promise<SignedOut | 'refused' | 'unreachable'> {
    if (this.#underWay >= MOST_UNDER_WAY) return 'unreachable';
    this.#underWay += 1;
    try {
      const { jwks_uri: keys } = (await this.#provider(settings)).serverMetadata();
      const found = keys
        ? await this.#logouts.read(token, settings, keys, this.clock.now())
        : { flaw: 'it has no keys' };
      if (!('flaw' in found)) return found;
      this.#log.warn(`a sign-out from ${settings.issuer} is not taken: ${found.flaw.slice(0, 200)}`);
      return 'refused';
    } catch (error) {
      this.#log.warn(`a sign-out from ${settings.issuer} cannot be checked: ${failureInWords(error)}`);
      return 'unreachable';
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Where to lead the browser to sign out of the provider as well; undefined where it has no such address. */
  async signOutUrl(session: SessionId, origin: string): Promise<URL | undefined> {
    const { settings } = this;
    if (!settings) return undefined;
    const hint = this.#hints.get(session);
    this.#hints.delete(session);
    try {
      const oidc = await import('openid-client');
      const provider = await this.#provider(settings);
      if (!provider.serverMetadata().end_session_endpoint) return undefined;
      return oidc.buildEndSessionUrl(provider, {
        post_logout_redirect_uri: `${origin}/sign-in`,
        ...(hint === undefined ? {} : { id_token_hint: hint }),
      });
    } catch (error) {
      this.#log.warn(`nobody can be signed out of ${settings.issuer}: ${failureInWords(error)}`);
      return undefined;
    }
  }

  /** Keeps the ID token of a session for its end; it is stored nowhere. */
  keepHint(session: SessionId, idToken: string | undefined): void {
    if (idToken === undefined || idToken.length > LONGEST_HINT) return;
    const [oldest] = this.#hints.keys();
    if (oldest !== undefined && this.#hints.size >= MOST_HINTS) this.#hints.delete(oldest);
    this.#hints.set(session, idToken);
  }

  async #attempt<T>(settings: OidcSettings, doing: () => Promise<T>): Promise<T | Problem> {
    if (this.#underWay >= MOST_UNDER_WAY) return crowded(settings.name);
    this.#underWay += 1;
    try {
      return await doing();
    } catch (error) {
      this.#log.warn(`a sign-in with ${settings.issuer} failed: ${failureInWords(error)}`);
      return problemOfProvider(error, settings.name);
    } finally {
      this.#underWay -= 1;
    }
  }

  #identity({ issuer, claim, roles, name }: OidcSettings, claims: Claims, idToken: string | undefined) {
    const sub = String(claims['sub']);
    const isRecordable = nameText(255).safeParse(sub).success && invisibleIn(sub) === undefined;
    if (!isRecordable) return noPerson(name);
    const given = rolesOfClaims(claims, { claim, roles });
    if (given.length === 0) return withoutRole(name, claim, personSubject(issuer, sub));
    const { sid } = claims;
    const providerSession = typeof sid === 'string' && sid !== '' ? providerSessionOf(issuer, sid) : undefined;
    return { issuer, sub, roles: given, name: nameIn(claims), idToken, providerSession };
  }

  /** What the provider says of itself. Those who come meanwhile wait for the same answer; a failure is not kept. */
  #provider(settings: OidcSettings): Promise<Configuration> {
    const now = this.clock.now();
    if (this.#asked && now < this.#asked.at + HOLDS) return this.#asked.answer;
    const asked = { at: now, answer: discovered(settings) };
    this.#asked = asked;
    asked.answer.catch(() => {
      if (this.#asked === asked) this.#asked = undefined;
    });
    return asked.answer;
  }
}
