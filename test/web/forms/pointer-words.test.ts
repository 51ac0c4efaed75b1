/** Where something is wrong, in words. */
import { columnOf, pointerInWords, textInWords } from '../../../web/forms/pointer-words.js';

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

test.each([
  ['/quote', 'Word for word'],
  ['/speaker/name', 'The speaker’s name'],
  ['/changes/source/title', 'Title of the article'],
  ['/terms/1/text', 'Term in words 2'],
  ['/tags/0', 'Tag 1'],
  ['/channel', 'Channel'],
  ['/parties/0/name', 'Parties 1 name'],
])('the text at %s is called %s, as in the form', (pointer, words) => {
  expect(textInWords(pointer)).toBe(words);
});
