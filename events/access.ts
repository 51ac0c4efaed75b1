/** What can happen to API tokens: the events of the stream `access`. No secret is in any of them. */
import { z } from 'zod';
import { nameText, prose } from './text.js';

export const ACCESS_STREAM = 'access';

/** From the least to the most that one may do; what each may do is a table of the server's. */
export const ROLES = ['reader', 'reporter', 'editor', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const tokenId = z
  .string()
  .regex(/^[0-9a-f]{12}$/, { error: 'must be the id of a token: 12 hexadecimal digits' })
  .brand<'TokenId'>();
export type TokenId = z.infer<typeof tokenId>;

/** Who acts with a token: a person, or a program. It stands as `recorder` in all that they record. */
export const subject = nameText(100);

/** The roles of a token, each once. */
export const roles = z
  .array(z.enum(ROLES))
  .min(1)
  .max(ROLES.length)
  .refine((given) => new Set(given).size === given.length, { error: 'must not name a role twice' });

const instant = z.iso.datetime({ precision: 3 });

export const accessSchemas = {
  TokenIssued: z.strictObject({
    token: tokenId,
    subject,
    roles,
    /** SHA-256 of the token, hexadecimal. The token itself is random, so that nobody finds it from this. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    /** Null: it holds until it is revoked. */
    expiresAt: instant.nullable(),
  }),
  TokenRevoked: z.strictObject({ token: tokenId, reason: prose(2000).optional() }),
  /** It was used on this day (UTC) for the first time: one event a day says whether a token is still in use. */
  TokenUsed: z.strictObject({ token: tokenId, day: z.iso.date() }),
} as const;
export type AccessEventType = keyof typeof accessSchemas;

export type AccessFact = {
  [T in AccessEventType]: { readonly type: T; readonly data: Readonly<z.infer<(typeof accessSchemas)[T]>> };
}[AccessEventType];
