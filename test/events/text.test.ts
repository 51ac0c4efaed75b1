/** Texts of ASCII are read by a short way: what it gives is what the long one gives. */
import fc from 'fast-check';
import { lineIn } from '../../events/coded/cells.js';
import { comparableSource, invisibleIn, withoutInvisible } from '../../events/text.js';

const ascii = fc.string({ unit: fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code)) });
/** A letter that takes the long way, and stands in every form as it is. */
const FAR = 'ж';

test('A plain text is compared, cleaned and cut as it is when another letter follows it', () => {
  fc.assert(
    fc.property(ascii, (text) => {
      expect(`${comparableSource(text)}${FAR}`).toBe(comparableSource(`${text}${FAR}`));
      expect(`${withoutInvisible(text)}${FAR}`).toBe(withoutInvisible(`${text}${FAR}`));
      expect(invisibleIn(text)).toBe(invisibleIn(`${text}${FAR}`));
      const line = lineIn(text, 500) ?? '';
      expect(lineIn(`${text} ${FAR}`, 500)).toBe(`${line} ${FAR}`.trim());
    }),
    { numRuns: 2000 },
  );
});
