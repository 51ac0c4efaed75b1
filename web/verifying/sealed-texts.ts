/**
 * Whether the texts of an exported event are those that were sealed. The hash covers what is sealed; each text is bound to
 * it by its key and a commitment, the first 32 bytes of what is sealed. `src/store/erasure/` makes them.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonValue } from '../../events/envelope.js';
import { isErasedText } from '../../events/erasure/erased.js';

/** In bytes, of a key and of a commitment alike. */
const SIZE = 32;

const bytesOf = (base64url: string): Uint8Array =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** The keys in the order of the texts; one that was destroyed begins with 16 zeros. */
function* keysIn(keys: string): Generator<Uint8Array> {
  const bytes = bytesOf(keys);
  for (let at = 0; at < bytes.length; at += SIZE) yield bytes.subarray(at, at + SIZE);
}

/** Of an address that was erased nothing is left. */
const isErased = (data: JsonValue | undefined): boolean => data === undefined || isErasedText(data);

type Fields = Readonly<Record<string, JsonValue | undefined>>;

const isSealed = (value: JsonValue): value is { readonly sealed: string } =>
  typeof value === 'object' && value !== null && typeof (value as Fields)['sealed'] === 'string';

function falseIn(
  data: JsonValue | undefined,
  sealed: JsonValue,
  keys: Generator<Uint8Array>,
  pointer: string,
): string | undefined {
  if (typeof sealed !== 'object' || sealed === null) return data === sealed ? undefined : pointer;
  if (isSealed(sealed)) {
    const key = keys.next().value as Uint8Array | undefined;
    // Of what was erased nothing may be left but that: else whoever takes the keys away could change any text.
    if (!key || key.subarray(0, 16).every((byte) => byte === 0)) return isErased(data) ? undefined : pointer;
    if (typeof data !== 'string') return pointer;
    const commitment = hmac(sha256, key, utf8ToBytes(`${pointer}\0${data}`));
    return isSame(bytesOf(sealed.sealed).subarray(0, SIZE), commitment) ? undefined : pointer;
  }
  const [shown, kept] = [(data ?? {}) as Fields, sealed as Fields];
  for (const name of new Set([...Object.keys(kept).toSorted(), ...Object.keys(shown)])) {
    const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const part = kept[name];
    const found = part === undefined ? place : falseIn(shown[name], part, keys, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The JSON pointer of the first text that is not what was sealed; undefined where all are. A text whose key was destroyed
 * must be told as erased.
 * @param keys of the texts, in base64url
 */
export const falseText = (data: JsonValue, sealed: JsonValue, keys: string): string | undefined =>
  falseIn(data, sealed, keysIn(keys), '');

/**
 * Whether the recorder that is named is not the one whose name was sealed. Of one who was erased the id of a token is left.
 * @param sealed as the hash covers it: the id of a token, and what is sealed
 * @param key in base64url
 */
export function isFalseRecorder(recorder: string, sealed: string, key: string): boolean {
  const bytes = bytesOf(key);
  if (bytes.subarray(0, 16).every((byte) => byte === 0)) {
    const [, erased] = /^(\[.*\]) token [0-9a-f]{12}$/.exec(recorder) ?? [];
    return !isErasedText(erased);
  }
  const commitment = hmac(sha256, bytes, utf8ToBytes(`recorder\0${recorder}`));
  return !isSame(bytesOf(sealed.slice(sealed.indexOf(':') + 1)).subarray(0, SIZE), commitment);
}
