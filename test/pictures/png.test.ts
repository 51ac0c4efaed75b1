/** Pictures: SVG to PNG, with the shipped fonts. */
import { FONT_FAMILY } from '../../src/pictures/fonts/shipped.js';
import { tablesInWoff } from '../../src/pictures/fonts/woff.js';
import { pngOf, WIDEST_PICTURE } from '../../src/pictures/png.js';

const svg = (text: string, weight = 400): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60" viewBox="0 0 400 60" font-family="${FONT_FAMILY}">` +
  `<rect width="400" height="60" fill="#fff"/><text x="10" y="40" font-size="26" font-weight="${weight}">${text}</text></svg>`;

const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

const drawn = (text: string, weight?: number): Promise<Buffer> => pngOf(svg(text, weight), 400);

/** Letters that no font has, as many. */
const missing = (text: string): string => text.replaceAll(/\S/gu, '\u{10FFFD}');

describe('A picture', () => {
  test('is a PNG as wide as asked for, in its own proportions, and no wider than the widest', async () => {
    const png = await pngOf(svg(''), 800);
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect(sizeOf(png)).toEqual({ width: 800, height: 120 });
    expect(sizeOf(await pngOf(svg(''), 1_000_000)).width).toBe(WIDEST_PICTURE);
  });

  test.each([
    ['Latin', 'Qatar'],
    ['Latin with diacritics', 'Łódź Türkiye Đà Nẵng'],
    ['Greek', 'Αθήνα'],
    ['Cyrillic', 'Україна'],
    ['Arabic', 'حماس'],
    ['Hebrew', 'ישראל'],
  ])('has letters in %s, bold ones too', async (_, text) => {
    const all = [await drawn(text), await drawn(text, 700), await drawn(missing(text)), await drawn('')];
    expect(new Set(all.map((png) => png.toString('base64'))).size).toBe(4);
  });

  test('has letters in Devanagari, though no bold ones', async () => {
    const [written, boxes] = [await drawn('भारत'), await drawn(missing('भारत'))];
    expect(written.equals(boxes)).toBe(false);
    expect(written.equals(await drawn('भारत', 700))).toBe(true);
  });

  test('joins Arabic letters', async () => {
    const [joined, apart] = [await drawn('سلام'), await drawn('س\u200Cل\u200Cا\u200Cم')];
    expect(joined.equals(apart)).toBe(false);
  });

  test('sets names in three scripts in one sentence, each in its own letters', async () => {
    const sentence = (name: string) => `${name}, Łódź and ישראל`;
    const [written, boxes, empty] = [
      await drawn(sentence('الإسلام')),
      await drawn(sentence(missing('الإسلام'))),
      await drawn(''),
    ];
    expect([written.equals(boxes), written.equals(empty)]).toEqual([false, false]);
    expect(written.equals(await drawn(missing(sentence('الإسلام'))))).toBe(false);
  });

  test('loads nothing from files or networks', async () => {
    const [without, named] = ['', '<image href="file:///etc/hostname" width="9" height="9"/>'].map((more) =>
      svg('').replace('</svg>', `${more}</svg>`),
    );
    expect((await pngOf(named ?? '', 400)).equals(await pngOf(without ?? '', 400))).toBe(true);
  });

  test('is no picture where the text is no SVG', async () => {
    await expect(pngOf('<svg', 300)).rejects.toThrow(/./);
  });
});

test('What is no WOFF 1.0 is refused', () => {
  expect(() => tablesInWoff(Buffer.from('wOF2 and more, as long as a header is'))).toThrow('no WOFF 1.0 font');
});
