/**
 * The only place that needs node:crypto. A build for the browser replaces this file by one with the same signature;
 * it has to hash synchronously, so WebCrypto alone will not do.
 */
import { hash } from 'node:crypto';

/** SHA-256 of the text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export const sha256 = (text: string): string => hash('sha256', text);
