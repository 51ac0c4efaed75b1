/** The identity provider by which people sign in: whether it is there, and does what Parley asks of it. */
import type { Configuration } from 'openid-client';
import type { AccessSettings } from '../platform/settings.js';
import type { OidcSettings } from '../platform/oidc-settings.js';
import { failureInWords } from '../access/provider/provider-problems.js';
import { fault, ok, warning, type Finding } from './finding.js';

const OF = 'Sign-in';

/** What a provider says of itself. */
interface Metadata {
  readonly scopes_supported?: readonly string[] | undefined;
  readonly code_challenge_methods_supported?: readonly string[] | undefined;
  readonly end_session_endpoint?: string | undefined;
}

function metadataFindings({ issuer, scope }: OidcSettings, metadata: Metadata): Finding[] {
  const { scopes_supported: scopes, code_challenge_methods_supported: methods } = metadata;
  const findings: Finding[] = [];
  const unknown = scope.split(' ').filter((one) => scopes?.includes(one) === false);
  if (unknown.length > 0)
    findings.push(warning(OF, `${issuer} does not name ${unknown.join(', ')} among its scopes`, 'PARLEY_OIDC_SCOPE'));
  if (methods?.includes('S256') === false)
    findings.push(warning(OF, `${issuer} does not say that it checks PKCE (S256)`, 'let it check it for this client'));
  if (!metadata.end_session_endpoint)
    findings.push(ok(OF, `${issuer} has no address for signing out: people sign out of Parley alone`));
  return findings;
}

/** Whether it knows this client, by a code that nobody was given: of a client that it knows it refuses the code alone. */
async function clientFinding({ issuer, clientId }: OidcSettings, provider: Configuration): Promise<Finding> {
  const { genericGrantRequest } = await import('openid-client');
  const given = { code: 'parley-doctor', redirect_uri: 'https://parley.invalid/', code_verifier: 'x'.repeat(43) };
  const refusal = await genericGrantRequest(provider, 'authorization_code', given).then(
    () => undefined,
    (error: unknown) => (error as { error?: string }).error ?? failureInWords(error),
  );
  return refusal === 'invalid_grant'
    ? ok(OF, `it knows ${clientId}`)
    : fault(
        OF,
        `${issuer} does not take ${clientId} with its secret: ${refusal ?? 'it takes any code'}`,
        'look at PARLEY_OIDC_CLIENT_ID and PARLEY_OIDC_CLIENT_SECRET_FILE',
      );
}

/** Asks the provider what it says of itself, as a sign-in would. */
export async function providerFindings({ oidc }: AccessSettings): Promise<Finding[]> {
  if (!oidc) return [];
  const groups = `${oidc.roles.size} values of the claim “${oidc.claim}” have roles`;
  try {
    const { discovered } = await import('../access/provider/discovered.js');
    const provider = await discovered(oidc);
    const client = await clientFinding(oidc, provider);
    return [ok(OF, `${oidc.issuer} answers; ${groups}`), client, ...metadataFindings(oidc, provider.serverMetadata())];
  } catch (error) {
    return [
      fault(
        OF,
        `${oidc.issuer} does not answer as an identity provider does: ${failureInWords(error)}`,
        'look at PARLEY_OIDC_ISSUER, and whether it can be reached from here; until then people sign in with tokens alone',
      ),
    ];
  }
}
