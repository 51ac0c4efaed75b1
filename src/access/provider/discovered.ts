/** What an identity provider says of itself, and how this server shows that it is the client that it knows. */
import type { ClientAuth, Configuration } from 'openid-client';
import type { OidcSettings } from '../../platform/oidc-settings.js';

/** The secret in a header, as the standard has it where a provider says nothing; in the body where it takes that alone. */
const bySecret =
  (basic: ClientAuth, post: ClientAuth): ClientAuth =>
  (provider, ...given) => {
    const taken = provider.token_endpoint_auth_methods_supported;
    const isPost = taken?.includes('client_secret_basic') === false && taken.includes('client_secret_post');
    return (isPost ? post : basic)(provider, ...given);
  };

/** Asks a provider. Rejects where none answers. */
export async function discovered({ issuer, clientId, secret, patience }: OidcSettings): Promise<Configuration> {
  const oidc = await import('openid-client');
  // The signature of an ID token is checked although it comes from the provider itself.
  const checks = [oidc.enableNonRepudiationChecks];
  // The settings allow http for this machine alone.
  if (issuer.startsWith('http:')) checks.push(oidc.allowInsecureRequests);
  const proof =
    secret === undefined ? oidc.None() : bySecret(oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret));
  return oidc.discovery(new URL(issuer), clientId, {}, proof, { timeout: patience, execute: checks });
}
