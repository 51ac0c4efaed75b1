/** The security headers of every answer. */

/** A browser may not run, frame or embed an answer. The pages replace the policy by one with what they load. */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  // Browsers obey it over TLS alone, which a reverse proxy adds.
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // No search engine lists an answer. Published cards may be, where the operator says so.
  'x-robots-tag': 'noindex, nofollow',
} as const;
