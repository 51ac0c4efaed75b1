/** The table `cmap` of a font: which glyph each letter has. */
import { tableOf, type Tables } from './tables.js';

/** Glyphs by code points. */
export type Letters = ReadonlyMap<number, number>;

/** Format 4: segments of the basic multilingual plane. */
function inSegments(table: Buffer): Letters {
  const found = new Map<number, number>();
  const bytes = table.readUInt16BE(6);
  const [ends, starts, deltas, offsets] = [14, 16 + bytes, 16 + 2 * bytes, 16 + 3 * bytes] as const;
  for (let at = 0; at < bytes; at += 2) {
    const [end, start] = [table.readUInt16BE(ends + at), table.readUInt16BE(starts + at)];
    const [delta, offset] = [table.readUInt16BE(deltas + at), table.readUInt16BE(offsets + at)];
    for (let letter = start; letter <= end && letter < 0xffff; letter += 1) {
      const listed = offset === 0 ? letter : table.readUInt16BE(offsets + at + offset + 2 * (letter - start));
      const glyph = offset === 0 || listed !== 0 ? (listed + delta) % 0x10000 : 0;
      if (glyph !== 0) found.set(letter, glyph);
    }
  }
  return found;
}

/** Format 12: groups of letters of all planes. */
function inGroups(table: Buffer): Letters {
  const found = new Map<number, number>();
  const groups = table.readUInt32BE(12);
  for (let at = 16; at < 16 + 12 * groups; at += 12) {
    const [start, end, glyph] = [table.readUInt32BE(at), table.readUInt32BE(at + 4), table.readUInt32BE(at + 8)];
    for (let letter = start; letter <= end; letter += 1) found.set(letter, glyph + letter - start);
  }
  return found;
}

/** All letters of a font. */
export function lettersOf(font: Tables): Letters {
  const cmap = tableOf(font, 'cmap');
  const tables = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.subarray(cmap.readUInt32BE(8 + 8 * i)));
  const whole = tables.find((table) => table.readUInt16BE(0) === 12);
  if (whole) return inGroups(whole);
  const basic = tables.find((table) => table.readUInt16BE(0) === 4);
  return basic ? inSegments(basic) : new Map();
}

/** The table for these letters, in format 12 with a group for each. */
export function letterTable(letters: Letters): Buffer {
  const groups = [...letters].toSorted(([a], [b]) => a - b);
  const [head, length] = [12, 16 + 12 * groups.length];
  const table = Buffer.alloc(head + length);
  // One table: Windows, all of Unicode.
  for (const [i, field] of [0, 1, 3, 10].entries()) table.writeUInt16BE(field, 2 * i);
  table.writeUInt32BE(head, 8);
  table.writeUInt16BE(12, head);
  table.writeUInt32BE(length, head + 4);
  table.writeUInt32BE(groups.length, head + 12);
  for (const [i, [letter, glyph]] of groups.entries())
    for (const [j, field] of [letter, letter, glyph].entries()) table.writeUInt32BE(field, head + 16 + 12 * i + 4 * j);
  return table;
}
