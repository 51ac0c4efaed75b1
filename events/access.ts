/** The events of API tokens, of people who sign in with an identity provider, and of the sessions of browsers, in the stream `access`. None of them holds a secret. */
import { z } from 'zod';
import { erasable } from './erasure/erasable.js';
import { ERASURE_REASONS } from './erasure/erased.js';
import { nameText, prose } from './text.js';

/** The name of the stream that holds the events of tokens. */
export const ACCESS_STREAM = 'access';

/** The roles of a token. What each of them may do is a table of the server's. */
export const ROLES = ['reader', 'reporter', 'editor', 'eraser', 'auditor', 'admin'] as const;
export type TokenRole = (typeof ROLES)[number];

/** The public id of a token, by which it is listed and revoked. */
export const tokenId = z
  .string()
  .regex(/^[0-9a-f]{12}$/, { error: 'must be the id of a token: 12 hexadecimal digits' })
  .brand<'TokenId'>();
export type TokenId = z.infer<typeof tokenId>;

/** The public id of a session: the first digits of the hash of its secret. */
export const sessionId = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .brand<'SessionId'>();
export type SessionId = z.infer<typeof sessionId>;

/** Who uses a token: a person or a program. It is the `recorder` of all events that they record. */
export const subject = nameText(100);

/** Recorders that say how a caller came in, and name nobody: no token may be issued to one. */
export const PROGRAM_RECORDERS: readonly string[] = ['operator', 'anonymous', 'bootstrap', 'parley'];

/** The roles of a token: at least one, and each once. */
export const roles = z
  .array(z.enum(ROLES))
  .min(1)
  .max(ROLES.length)
  .refine((given) => new Set(given).size === given.length, { error: 'must not name a role twice' });

const instant = z.iso.datetime({ precision: 3 });
/** SHA-256 of a secret, hexadecimal. The secret is random, so it cannot be found from this. */
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The schema of each event's data, by event type. */
export const accessSchemas = {
  TokenIssued: z.strictObject({
    token: tokenId,
    subject: erasable(subject),
    roles,
    hash,
    /** Null: valid until it is revoked. */
    expiresAt: instant.nullable(),
  }),
  TokenRevoked: z.strictObject({ token: tokenId, reason: erasable(prose(2000)).optional() }),
  /**
   * Somebody has signed in with an identity provider: for the first time, or with other roles than before, or after what
   * they had was revoked. `token` is the id by which they are listed and revoked; there is no secret behind it.
   */
  PersonAdmitted: z.strictObject({
    token: tokenId,
    issuer: nameText(500),
    sub: erasable(nameText(255)),
    roles,
    at: instant,
  }),
  /** First use on a day (UTC). One event a day is enough to see whether a token is still used. */
  TokenUsed: z.strictObject({ token: tokenId, day: z.iso.date() }),
  /** Somebody has signed in to the pages: with a token, or with an identity provider. */
  SessionBegun: z.strictObject({
    session: sessionId,
    token: tokenId,
    hash,
    /** SHA-256 of the provider and of what it calls its own session, where it said so. */
    providerSession: hash.optional(),
  }),
  /** A person asked for something, at most once in some minutes: so every server knows that the session is not idle. */
  SessionUsed: z.strictObject({ session: sessionId, at: instant }),
  /**
   * The name of a recorder was destroyed in every event, and in those by which they were let in. The ids of their tokens
   * stay. It cannot be undone.
   */
  RecorderErased: z.strictObject({
    /** By whose id they are told from then on. */
    token: tokenId,
    /** All tokens of that name. */
    tokens: z.array(tokenId).min(1).max(1000),
    reason: z.enum(ERASURE_REASONS),
    at: instant,
  }),
  SessionEnded: z.strictObject({ session: sessionId, why: z.enum(['signed-out', 'signed-in-anew']) }),
} as const;
export type AccessEventType = keyof typeof accessSchemas;

/** Who somebody is at an identity provider. It is the `recorder` of all that they record: an address holds no blank. */
export const personSubject = (issuer: string, sub: string): string => `${issuer} ${sub}`;

/** What an event of a token says. */
export type AccessFact = {
  [T in AccessEventType]: { readonly type: T; readonly data: Readonly<z.infer<(typeof accessSchemas)[T]>> };
}[AccessEventType];
