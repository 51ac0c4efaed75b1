/** How ids and hashes are stored: as bytes where they have their usual form, else as the text that they are. */

/** A value of a column for ids or hashes. */
export type Packed = Buffer | string;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const HASH = /^[\da-f]{64}$/;

const UUID_BYTES = 16;
const HASH_BYTES = 32;

export const packedId = (id: string): Packed => (UUID.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : id);

export const packedHash = (hash: string): Packed => (HASH.test(hash) ? Buffer.from(hash, 'hex') : hash);

/** The UUID whose digits begin there. */
export const uuidOf = (hex: string, at = 0): string =>
  `${hex.slice(at, at + 8)}-${hex.slice(at + 8, at + 12)}-${hex.slice(at + 12, at + 16)}-${hex.slice(at + 16, at + 20)}-${hex.slice(at + 20, at + 32)}`;

/** The id that was packed. Bytes that are no packed UUID become their hexadecimal digits, which no id of Parley's is. */
export function unpackedId(packed: Packed): string {
  if (typeof packed === 'string') return packed;
  const hex = packed.toString('hex');
  return packed.length === UUID_BYTES ? uuidOf(hex) : hex;
}

export const unpackedHash = (packed: Packed): string => (typeof packed === 'string' ? packed : packed.toString('hex'));

/** Whether a value is one that `packedId` makes. */
export const isPackedId = (value: unknown): boolean =>
  value instanceof Uint8Array ? value.length === UUID_BYTES : typeof value === 'string' && !UUID.test(value);

/** Whether a value is one that `packedHash` makes. */
export const isPackedHash = (value: unknown): boolean =>
  value instanceof Uint8Array ? value.length === HASH_BYTES : typeof value === 'string' && !HASH.test(value);
