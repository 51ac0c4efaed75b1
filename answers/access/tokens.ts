/** Tokens: issuing one, revoking one, and how they are listed: never with their hash. */
import { z } from 'zod';
import { ERASURE_REASONS } from '../../events/erasure/erased.js';
import { backupsHolding, unscavengedKeys } from '../receipts.js';
import { accessSchemas, PROGRAM_RECORDERS, ROLES, roles, subject, tokenId } from '../../events/access.js';

/** The longest that a token may hold, in days. */
export const MOST_DAYS = 3650;

/** The body of a request for a token. */
export const issueTokenRequest = z.strictObject({
  subject: subject
    .refine((name) => !PROGRAM_RECORDERS.includes(name.toLowerCase()), { error: 'is a name that Parley uses itself' })
    .refine((name) => !/^https?:/i.test(name), {
      error: 'must not be an address: so people of an identity provider are named',
    })
    .meta({ description: 'Who will act with it: a person or a program.' }),
  roles,
  days: z.int().min(1).max(MOST_DAYS).default(365).meta({ description: 'How long it holds.' }),
});
export type IssueTokenRequest = z.infer<typeof issueTokenRequest>;

/** The body of a revocation. */
export const revokeTokenRequest = z.strictObject({ reason: accessSchemas.TokenRevoked.shape.reason });
export type RevokeTokenRequest = z.infer<typeof revokeTokenRequest>;

export const TOKEN_STATES = ['active', 'expired', 'revoked', 'doubtful'] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

export const tokenAnswer = z.strictObject({
  id: tokenId,
  kind: z.enum(['token', 'person']).meta({
    description:
      'person: somebody who signs in with the identity provider, and has no token. Revoked, they may come again.',
  }),
  subject: z.string().meta({ description: 'Who acts with it, and stands as recorder in what they record.' }),
  roles: z.array(z.enum(ROLES)),
  standing: z.enum(TOKEN_STATES).meta({
    description: 'doubtful: an event after it cannot be read, and may have been its revocation; it is not taken.',
  }),
  issuedAt: z.string(),
  issuedBy: z.string(),
  expiresAt: z.string().nullable(),
  lastUsed: z.string().nullable().meta({ description: 'A day (UTC); null: never.' }),
  revoked: z.strictObject({ at: z.string(), by: z.string(), reason: z.string().nullable() }).nullable(),
});
export type TokenAnswer = z.infer<typeof tokenAnswer>;

export const tokensAnswer = z.strictObject({ tokens: z.array(tokenAnswer) });
export type TokensAnswer = z.infer<typeof tokensAnswer>;

/** Of a token that has just been issued. */
export const issuedAnswer = z.strictObject({
  ...tokenAnswer.shape,
  secret: z.string().meta({ description: 'The token itself. It is shown this once, and kept nowhere.' }),
});
export type IssuedAnswer = z.infer<typeof issuedAnswer>;

const dryRun = z.literal(true).meta({ description: 'Nothing was recorded: this is what would be.' });

/** Of a token that was only tried: it has no id and no secret yet. */
export const rehearsedTokenAnswer = tokenAnswer
  .pick({ subject: true, roles: true, issuedBy: true, expiresAt: true })
  .extend({ dryRun });
export type RehearsedTokenAnswer = z.infer<typeof rehearsedTokenAnswer>;

/** Of a token that was revoked, or would be. */
export const revokedAnswer = tokenAnswer.extend({ dryRun: dryRun.optional() });
export type RevokedAnswer = z.infer<typeof revokedAnswer>;

/** The body of the erasure of a recorder. */
export const eraseRecorderRequest = z.strictObject({ reason: z.enum(ERASURE_REASONS) });
export type EraseRecorderRequest = z.infer<typeof eraseRecorderRequest>;

/** Of a recorder whose name was erased, or would be. */
export const recorderErasedAnswer = z.strictObject({
  token: tokenId.meta({ description: 'By whose id they are told from now on.' }),
  tokens: z.array(tokenId).meta({ description: 'All tokens of that name.' }),
  reason: z.enum(ERASURE_REASONS),
  erasedAt: z.string().nullable().meta({ description: 'Null where nothing was erased now.' }),
  backups: backupsHolding,
  unscavenged: unscavengedKeys,
  duplicate: z.literal(true).optional().meta({ description: 'It was erased before.' }),
  dryRun: dryRun.optional(),
});
export type RecorderErasedAnswer = z.infer<typeof recorderErasedAnswer>;
