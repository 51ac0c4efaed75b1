/** Tokens as they are handed out: shown once, and kept as nothing but a hash. */
import { randomBytes } from 'node:crypto';
import { tokenId, type TokenId } from '../../events/access.js';
import { sha256 } from '../../events/sha256.js';

/** By which scanners for leaked secrets, and people, know one. */
const PREFIX = 'parley_';

/** 256 random bits: too many to guess, so that a plain hash of them is enough. */
export const generateSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64url')}`;

/** What is kept of a token. */
export const hashSecret = (secret: string): string => sha256(secret);

/** A name for the token, which is no secret, and the same wherever the same token is taken into the record. */
export const tokenIdOfSecret = (secret: string): TokenId => tokenId.parse(hashSecret(secret).slice(0, 12));

const BEARER = /^bearer +([\w+/=.~-]{1,300}) *$/i;

/** The token in an `Authorization` header; null where it holds something else. */
export const bearerSecret = (header: string): string | null => BEARER.exec(header)?.[1] ?? null;
