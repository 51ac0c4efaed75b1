/**
 * One text under one key. It is stored as a commitment, HMAC-SHA-256 of the name of its field and the text, and a
 * ciphertext of AES-256-GCM. A ciphertext alone does not bind itself to one key: another one could be made to open it as
 * another text. The commitment does.
 */
import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { COMMITMENT, commitmentCharacters, commitmentTo } from './commitment.js';

const TAG = 16;

/** A key encrypts one text and no other, so its only nonce may be any. */
const NONCE = Buffer.alloc(12);

/** @param field the place of the text in its event, as a JSON pointer */
export function sealText(key: Buffer, field: string, text: string): string {
  const cipher = createCipheriv('aes-256-gcm', key, NONCE);
  const ciphertext = cipher.update(text, 'utf8');
  // Nothing is left to encrypt: it makes the tag.
  cipher.final();
  const sealed = Buffer.allocUnsafe(COMMITMENT + ciphertext.length + TAG);
  sealed.write(commitmentCharacters(key, field, text), 'latin1');
  sealed.set(ciphertext, COMMITMENT);
  sealed.set(cipher.getAuthTag(), COMMITMENT + ciphertext.length);
  return sealed.toString('base64url');
}

/** The text; undefined where it is not the one that was sealed under this key in this field. */
export function openText(key: Buffer, field: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < COMMITMENT + TAG) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, NONCE, { authTagLength: TAG });
    decipher.setAuthTag(bytes.subarray(-TAG));
    const text = decipher.update(bytes.subarray(COMMITMENT, -TAG), undefined, 'utf8') + decipher.final('utf8');
    return timingSafeEqual(bytes.subarray(0, COMMITMENT), commitmentTo(key, field, text)) ? text : undefined;
  } catch {
    return undefined;
  }
}
