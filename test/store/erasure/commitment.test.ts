import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { commitmentTo } from '../../../src/store/erasure/commitment.js';

const text = fc.string({ unit: 'binary', maxLength: 1_200 }).filter((found) => found.isWellFormed());
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('a commitment is the HMAC-SHA-256 of the field and the text, however long they are', () => {
  fc.assert(
    fc.property(key, fc.string({ maxLength: 40 }), fc.oneof(text, fc.constant('€'.repeat(400))), (by, field, of) => {
      const known = createHmac('sha256', by).update(`${field}\0${of}`).digest();
      expect(commitmentTo(by, field, of)).toEqual(known);
    }),
  );
});
