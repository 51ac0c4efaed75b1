/** The hash of an event as its bytes, as the entry of a leaf holds them. */

const HASH = /^[\da-f]{64}$/;

/** @param stored as it stands in the store: 64 hexadecimal digits, or 32 bytes. Whatever else stands there is taken as it is */
export function hashBytes(stored: unknown): Uint8Array {
  if (stored instanceof Uint8Array) return stored;
  const text = typeof stored === 'string' ? stored : String(stored);
  return HASH.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text);
}
