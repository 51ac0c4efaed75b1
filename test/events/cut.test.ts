import fc from 'fast-check';
import { cutTo, placeToCut } from '../../events/words/cut.js';

test('A text is cut before a character that would not be whole', () => {
  expect([cutTo('a😀b', 1), cutTo('a😀b', 2), cutTo('a😀b', 3), cutTo('a😀b', 9)]).toEqual(['a', 'a', 'a😀', 'a😀b']);
  expect([placeToCut('', 5), placeToCut('a😀', 2)]).toEqual([0, 1]);
});

test('What is cut off a whole text is whole, and so is what is left of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(30), (text, most) => {
      const at = placeToCut(text, most);
      expect([text.slice(0, at).isWellFormed(), text.slice(at).isWellFormed()]).toEqual([true, true]);
      expect(cutTo(text, most).length).toBeLessThanOrEqual(most);
    }),
  );
});
