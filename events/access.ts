/** The events of API tokens, in the stream `access`. None of them holds a secret. */
import { z } from 'zod';
import { nameText, prose } from './text.js';

/** The name of the stream that holds the events of tokens. */
export const ACCESS_STREAM = 'access';

/** The roles of a token. What each of them may do is a table of the server's. */
export const ROLES = ['reader', 'reporter', 'editor', 'auditor', 'admin'] as const;
export type TokenRole = (typeof ROLES)[number];

/** The public id of a token, by which it is listed and revoked. */
export const tokenId = z
  .string()
  .regex(/^[0-9a-f]{12}$/, { error: 'must be the id of a token: 12 hexadecimal digits' })
  .brand<'TokenId'>();
export type TokenId = z.infer<typeof tokenId>;

/** Who uses a token: a person or a program. It is the `recorder` of all events that they record. */
export const subject = nameText(100);

/** The roles of a token: at least one, and each once. */
export const roles = z
  .array(z.enum(ROLES))
  .min(1)
  .max(ROLES.length)
  .refine((given) => new Set(given).size === given.length, { error: 'must not name a role twice' });

const instant = z.iso.datetime({ precision: 3 });

/** The schema of each event's data, by event type. */
export const accessSchemas = {
  TokenIssued: z.strictObject({
    token: tokenId,
    subject,
    roles,
    /** SHA-256 of the token, hexadecimal. The token is random, so it cannot be found from this. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    /** Null: valid until it is revoked. */
    expiresAt: instant.nullable(),
  }),
  TokenRevoked: z.strictObject({ token: tokenId, reason: prose(2000).optional() }),
  /** First use on a day (UTC). One event a day is enough to see whether a token is still used. */
  TokenUsed: z.strictObject({ token: tokenId, day: z.iso.date() }),
} as const;
export type AccessEventType = keyof typeof accessSchemas;

/** What an event of a token says. */
export type AccessFact = {
  [T in AccessEventType]: { readonly type: T; readonly data: Readonly<z.infer<(typeof accessSchemas)[T]>> };
}[AccessEventType];
