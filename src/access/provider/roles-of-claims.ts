/** Which roles somebody has, by what their identity provider says of them. */
import type { TokenRole } from '../../../events/access.js';
import { ROLES } from '../../../events/access.js';
import type { OidcSettings } from '../../platform/oidc-settings.js';

export type Claims = Readonly<Record<string, unknown>>;

const stepOf = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

const fieldOf = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? (of as Claims)[name] : undefined;

/** @param claim a name, or a JSON pointer (RFC 6901) where it begins with `/`: names such as `https://example.org/roles` have dots and slashes */
const claimIn = (claims: Claims, claim: string): unknown =>
  claim.startsWith('/')
    ? claim.slice(1).split('/').map(stepOf).reduce<unknown>(fieldOf, claims)
    : fieldOf(claims, claim);

/** The values of the claim that says who somebody is; none where there is no such claim. One text is one value. */
export function valuesIn(claims: Claims, claim: string): string[] {
  const found = claimIn(claims, claim);
  return [found].flat().filter((value) => typeof value === 'string');
}

/** The roles of all values together, in the order of the table of roles; none where no value has any. */
export function rolesOfClaims(claims: Claims, { claim, roles }: Pick<OidcSettings, 'claim' | 'roles'>): TokenRole[] {
  const given = new Set(valuesIn(claims, claim).flatMap((value) => roles.get(value) ?? []));
  return ROLES.filter((role) => given.has(role));
}
