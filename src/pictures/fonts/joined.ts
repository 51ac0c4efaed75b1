/**
 * One font of several: the web ships a font for each script, and resvg cannot set a text in two fonts where the letters of
 * one of them join. A name in Arabic in an English sentence would be a row of boxes, or the sentence would be missing.
 */
import { glyphTables, glyphsOf } from './glyphs.js';
import { lettersOf, letterTable } from './letters.js';
import { nameTable } from './name-table.js';
import { fontFile, tableOf, type Tables } from './tables.js';

/** How letters go together: tables that know glyphs by their numbers. */
const SHAPING = ['GDEF', 'GPOS', 'GSUB'] as const;

/** The table `post` without the names of glyphs. */
function postTable(font: Tables): Buffer {
  const post = Buffer.from(tableOf(font, 'post').subarray(0, 32));
  post.writeUInt32BE(0x00030000, 0);
  return post;
}

/** How many units of a font are as high as its size. */
const unitsOf = (font: Tables): number => tableOf(font, 'head').readUInt16BE(18);

/**
 * The file of a font that has the glyphs of all of them.
 * @param joining the font whose letters join: its glyphs keep their numbers, so that its rules go on to hold
 * @param others of the same design; a letter that several have is that of the first of these
 * @param family the name that the font is to have
 */
export function joinedFont(joining: Tables, others: readonly Tables[], family: string, bold: boolean): Buffer {
  const glyphs = glyphsOf(joining, 0);
  const letters = new Map<number, number>();
  for (const font of others) {
    if (unitsOf(font) !== unitsOf(joining)) throw new Error('fonts of different units');
    const first = glyphs.length;
    glyphs.push(...glyphsOf(font, first));
    for (const [letter, glyph] of lettersOf(font)) if (!letters.has(letter)) letters.set(letter, first + glyph);
  }
  for (const [letter, glyph] of lettersOf(joining)) if (!letters.has(letter)) letters.set(letter, glyph);
  const [usual = joining] = others;
  return fontFile(
    new Map([
      ...SHAPING.flatMap((tag) => (joining.has(tag) ? [[tag, tableOf(joining, tag)] as const] : [])),
      ['OS/2', tableOf(usual, 'OS/2')],
      ...glyphTables(usual, glyphs),
      ['cmap', letterTable(letters)],
      ['post', postTable(usual)],
      ['name', nameTable(family, bold)],
    ]),
  );
}
