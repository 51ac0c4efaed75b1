/** How a text is divided into sentences. */
import { sentencesOf } from '../../../intake/text/sentences.js';

const inWords = (text: string): string[] => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

test('a full stop ends a sentence, and an abbreviation does not', () => {
  expect(inWords('Mr. Hall met Gen. Ortiz at 9 a.m. on Jan. 5. They talked.')).toEqual([
    'Mr. Hall met Gen. Ortiz at 9 a.m. on Jan. 5.',
    'They talked.',
  ]);
});

test('a quotation stays whole, although it holds several sentences', () => {
  expect(inWords('“We came. We talked. We left,” she said. He nodded.')).toEqual([
    '“We came. We talked. We left,” she said.',
    'He nodded.',
  ]);
});

test('a line ends its last sentence, and white space is in none', () => {
  expect(inWords('  A headline without a stop\n\n Then text. \n')).toEqual(['A headline without a stop', 'Then text.']);
  expect(inWords(' \n\n ')).toEqual([]);
});

test('no sentence is so long that a text of one line would be one', () => {
  const found = sentencesOf('a '.repeat(50_000));
  expect(Math.max(...found.map(({ start, end }) => end - start))).toBeLessThanOrEqual(2000);
  expect(sentencesOf('“'.repeat(100_000)).length).toBeGreaterThan(40);
});

test('what is not read has no sentences', () => {
  expect(sentencesOf('One. Two. Three.', 4)).toEqual([{ start: 0, end: 4 }]);
});
