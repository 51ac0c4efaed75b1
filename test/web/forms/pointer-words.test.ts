/** Where something is wrong, in words. */
import { columnOf, pointerInWords } from '../../../web/forms/pointer-words.js';

test.each([
  ['/terms/0/quantity', 'terms 1 quantity'],
  ['/source/reportedAt', 'source reported at'],
  ['', ''],
])('%s is told as words: %s', (pointer, words) => {
  expect(pointerInWords(pointer)).toBe(words);
});

test.each([
  ['/data/source/publisher', 'source.publisher'],
  ['/data/terms/0/item', 'terms.0.item'],
  ['/type', 'type'],
  ['/data', 'data'],
])('%s is told as a table names its columns: %s', (pointer, column) => {
  expect(columnOf(pointer)).toBe(column);
});
