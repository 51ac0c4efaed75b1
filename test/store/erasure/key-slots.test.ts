/** New keys are drawn many at a time: none is given twice, and none is left behind as zeros. */
import { erasedIn, keyAt, newKeys } from '../../../src/store/erasure/key-slots.js';
import { KEY_LENGTH } from '../../../src/store/erasure/commitment.js';

test.each([1, 3, 100, 256, 257])('keys that are drawn %i at a time are all different', (count) => {
  const seen = new Set<string>();
  for (let i = 0; i < 40; i += 1) {
    const keys = newKeys(count);
    expect([keys.length, keys.byteOffset, keys.buffer.byteLength]).toEqual([count * KEY_LENGTH, 0, keys.length]);
    for (let at = 0; at < count; at += 1) {
      expect(erasedIn(keyAt(keys, at))).toBeUndefined();
      const half = keyAt(keys, at).subarray(0, 16);
      expect(half.every((byte) => byte === 0)).toBe(false);
      seen.add(keyAt(keys, at).toString('hex'));
    }
  }
  expect(seen.size).toBe(40 * count);
});
