/** `events/sha256.ts` for the browser: WebCrypto hashes only asynchronously, the chain needs it at once. */
import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)));

export const sha256OfBytes = (bytes: Uint8Array): Uint8Array => digest(bytes);
