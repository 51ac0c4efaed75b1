/** API tokens: issued, listed, revoked. */
import type {
  IssuedAnswer,
  RecorderErasedAnswer,
  TokensAnswer,
  TokenAnswer,
} from '../../../../answers/access/tokens.js';
import { backupsHoldingLayout, unscavengedLayout } from './receipt.js';
import { gridOrLine, type Layout } from '../layout.js';

const day = (instant: string | null): string => instant?.slice(0, '2026-01-01'.length) ?? 'never';

export const issuedLayout = ({ id, subject, roles, expiresAt, secret }: IssuedAnswer): Layout => [
  secret,
  `token ${id} for ${subject}: ${roles.join(', ')}; expires ${day(expiresAt)}`,
];

export const tokensLayout = ({ tokens }: TokensAnswer): Layout =>
  gridOrLine(
    'no tokens',
    ['ID', 'SUBJECT', 'ROLES', 'STANDING', 'ISSUED', 'BY', 'EXPIRES', 'LAST USED'],
    tokens.map(({ id, subject, roles, standing, issuedAt, issuedBy, expiresAt, lastUsed }) => [
      id,
      subject,
      roles.join(' '),
      standing,
      day(issuedAt),
      issuedBy,
      day(expiresAt),
      day(lastUsed),
    ]),
  );

export const revokedLayout = ({ id, subject, revoked }: TokenAnswer): Layout => [
  `token ${id} of ${subject} is revoked since ${revoked?.at ?? 'now'}`,
];

export const recorderErasedLayout = ({
  token,
  tokens,
  erasedAt,
  duplicate,
  backups,
  unscavenged,
}: RecorderErasedAnswer): Layout => [
  duplicate
    ? `the name of who had the token ${token} was erased before`
    : `the name of who had the ${tokens.length === 1 ? 'token' : 'tokens'} ${tokens.join(', ')} ${erasedAt === null ? 'would be erased' : 'is erased'}: events tell of token ${token}`,
  ...backupsHoldingLayout(backups),
  ...unscavengedLayout(unscavenged),
];
