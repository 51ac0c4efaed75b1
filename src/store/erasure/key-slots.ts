/**
 * The keys of an event's texts, one after another in the order in which `mapTexts` visits them. Where a key was destroyed,
 * its place says when and why.
 */
import { randomFillSync } from 'node:crypto';
import { ERASURE_REASONS, type Erased } from '../../../events/erasure/erased.js';
import { KEY_LENGTH } from './commitment.js';

/** So many bytes of zero are at the beginning of a place without a key. A random key begins so once in 2^128. */
const ZEROS = 16;
const NO_KEY = Buffer.alloc(ZEROS);

/** Random bytes that have not been given away. To ask for many at once costs as much as to ask for a few. */
const random = Buffer.allocUnsafeSlow(256 * KEY_LENGTH);
let used = random.length;

/** So many new keys, in memory of their own. Nothing of them is left elsewhere. */
export function newKeys(count: number): Buffer {
  const length = count * KEY_LENGTH;
  const keys = Buffer.allocUnsafeSlow(length);
  if (length > random.length) return randomFillSync(keys);
  if (used + length > random.length) {
    randomFillSync(random);
    used = 0;
  }
  random.copy(keys, 0, used, used + length);
  random.fill(0, used, used + length);
  used += length;
  return keys;
}

export const keyAt = (keys: Buffer, index: number): Buffer =>
  keys.subarray(index * KEY_LENGTH, (index + 1) * KEY_LENGTH);

/** What stands in the place of a key that was destroyed: zeros, then the reason and the time. */
export function destroyedKey({ at, reason }: Erased): Buffer {
  const place = Buffer.alloc(KEY_LENGTH);
  place.writeUInt8(ERASURE_REASONS.indexOf(reason) + 1, ZEROS);
  place.writeUIntBE(at, ZEROS + 1, 6);
  return place;
}

/** When and why the key was destroyed; undefined where it is there. */
export function erasedIn(key: Buffer): Erased | undefined {
  if (key.length !== KEY_LENGTH || !key.subarray(0, ZEROS).equals(NO_KEY)) return undefined;
  const reason = ERASURE_REASONS[key.readUInt8(ZEROS) - 1];
  return reason === undefined ? undefined : { at: key.readUIntBE(ZEROS + 1, 6), reason };
}
