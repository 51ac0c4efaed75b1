/**
 * With `log/ed25519.ts` the only file that needs node:crypto. The build for the browser replaces it by one with the same
 * signatures. Hashing must be synchronous, so WebCrypto cannot be used there.
 */
import { hash } from 'node:crypto';

/** SHA-256 of the text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export const sha256 = (text: string): string => hash('sha256', text);

// As a text of one byte each, which Node makes in two thirds of the time of a buffer.
/** SHA-256 of bytes, as 32 bytes. */
export const sha256OfBytes = (bytes: Uint8Array): Uint8Array => Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');
