/** The secrets of tokens: shown once, and stored as a hash alone. */
import { randomBytes } from 'node:crypto';
import { sessionId, tokenId, type SessionId, type TokenId } from '../../events/access.js';
import { sha256 } from '../../events/sha256.js';

/** People and scanners for leaked secrets recognise a token by it. */
const PREFIX = 'parley_';

/** A new secret of 256 random bits. Nobody can guess it, so that a plain hash of it is safe. */
export const generateSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64url')}`;

/** The secret of a session of the pages: 256 random bits as well, and no token. */
export const generateSessionSecret = (): string => randomBytes(32).toString('base64url');

/** The hash that is stored, in hex. */
export const hashSecret = (secret: string): string => sha256(secret);

/** The id of a token, which is public: the first 12 hex digits of the hash. */
export const tokenIdOfSecret = (secret: string): TokenId => tokenId.parse(hashSecret(secret).slice(0, 12));

/** The id of a session, which is public. */
export const sessionIdOfSecret = (secret: string): SessionId => sessionId.parse(hashSecret(secret).slice(0, 16));

const BEARER = /^bearer +([\w+/=.~-]{1,300}) *$/i;

/** The secret in a header `Authorization: Bearer …`; null where the header holds something else. */
export const bearerSecret = (header: string): string | null => BEARER.exec(header)?.[1] ?? null;
