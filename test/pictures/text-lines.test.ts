/** Lines of text in a picture. */
import { textLines, textWidth } from '../../src/pictures/text-lines.js';

describe('Lines of text', () => {
  test('hold whole words, and no more than fit', () => {
    const lines = textLines('Hostages held in Gaza, October to December 2023', 40, 600, 3);
    expect(lines.join(' ')).toBe('Hostages held in Gaza, October to December 2023');
    expect(lines.length).toBe(2);
    expect(lines.every((line) => textWidth(line, 40) <= 600)).toBe(true);
  });

  test('end with an ellipsis where not all fits', () => {
    const lines = textLines('one two three four five six seven eight', 40, 200, 2);
    expect(lines.length).toBe(2);
    expect(lines[1]).toMatch(/…$/);
    expect(lines.every((line) => textWidth(line, 40) <= 200)).toBe(true);
  });

  test('break a word that is longer than a line', () => {
    const lines = textLines('a'.repeat(100), 20, 200, 9);
    expect(lines.join('')).toBe('a'.repeat(100));
    expect(lines.every((line) => textWidth(line, 20) <= 200)).toBe(true);
  });
});
