/** The glyphs of a font with outlines of TrueType: its tables `glyf`, `loca` and `hmtx`. */
import { tableOf, type Tables } from './tables.js';

/** A glyph: its outline, and how far it reaches. */
interface Glyph {
  readonly outline: Buffer;
  readonly advance: number;
  /** Its left side bearing. */
  readonly bearing: number;
}

/** How many glyphs there are. */
const countOf = (font: Tables): number => tableOf(font, 'maxp').readUInt16BE(4);

function placesOf(font: Tables): (glyph: number) => number {
  const loca = tableOf(font, 'loca');
  const isLong = tableOf(font, 'head').readInt16BE(50) === 1;
  return (glyph) => (isLong ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
}

/** The flags of a part of a glyph that is made of others. */
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;

const scaleBytes = (flags: number): number => (flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0);

/** The outline with the glyphs that it is made of, if it is, numbered from `first` on. */
function renumbered(outline: Buffer, first: number): Buffer {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return outline;
  const copy = Buffer.from(outline);
  let flags = MORE;
  for (let at = 10; flags & MORE; at += 4 + (flags & WORDS ? 4 : 2) + scaleBytes(flags)) {
    flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(copy.readUInt16BE(at + 2) + first, at + 2);
  }
  return copy;
}

/** @param first the number that the first glyph is to have */
export function glyphsOf(font: Tables, first: number): Glyph[] {
  const [glyf, hmtx] = [tableOf(font, 'glyf'), tableOf(font, 'hmtx')];
  const place = placesOf(font);
  // Glyphs beyond the last one with an advance have its advance.
  const advances = tableOf(font, 'hhea').readUInt16BE(34);
  return Array.from({ length: countOf(font) }, (_, i) => ({
    outline: renumbered(glyf.subarray(place(i), place(i + 1)), first),
    advance: hmtx.readUInt16BE(4 * Math.min(i, advances - 1)),
    bearing: hmtx.readInt16BE(i < advances ? 4 * i + 2 : 4 * advances + 2 * (i - advances)),
  }));
}

const even = (data: Buffer): Buffer => (data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)]));

/** The tables for these glyphs. @param font gives what all of them share */
export function glyphTables(font: Tables, glyphs: readonly Glyph[]): [tag: string, table: Buffer][] {
  const outlines = glyphs.map(({ outline }) => even(outline));
  const [loca, hmtx] = [Buffer.alloc(4 * (glyphs.length + 1)), Buffer.alloc(4 * glyphs.length)];
  let offset = 0;
  for (const [i, { advance, bearing }] of glyphs.entries()) {
    offset += outlines[i]?.length ?? 0;
    loca.writeUInt32BE(offset, 4 * (i + 1));
    hmtx.writeUInt16BE(advance, 4 * i);
    hmtx.writeInt16BE(bearing, 4 * i + 2);
  }
  const copy = (tag: string): Buffer => Buffer.from(tableOf(font, tag));
  const [head, hhea, maxp] = [copy('head'), copy('hhea'), copy('maxp')];
  head.writeInt16BE(1, 50);
  hhea.writeUInt16BE(glyphs.length, 34);
  maxp.writeUInt16BE(glyphs.length, 4);
  return [
    ['glyf', Buffer.concat(outlines)],
    ['loca', loca],
    ['hmtx', hmtx],
    ['head', head],
    ['hhea', hhea],
    ['maxp', maxp],
  ];
}
