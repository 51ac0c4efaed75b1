/** The tables of a font of OpenType, by their names of four letters; and the file that holds them. */

/** Bytes of the header of the file, and of an entry of its directory. */
const HEADER = 12;
const ENTRY = 16;
/** The first word of a font with outlines of TrueType. */
const TRUETYPE = 0x00010000;

export type Tables = ReadonlyMap<string, Buffer>;

/** Tables begin at multiples of four. */
const padded = (data: Buffer): Buffer => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);

/** The sum of a table's 32-bit words. */
function checksumOf(data: Buffer): number {
  const words = padded(data);
  let sum = 0;
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) % 2 ** 32;
  return sum;
}

function headerOf(tables: number): Buffer {
  const header = Buffer.alloc(HEADER);
  const selector = Math.floor(Math.log2(tables));
  const range = 2 ** selector * ENTRY;
  header.writeUInt32BE(TRUETYPE, 0);
  for (const [i, field] of [tables, range, selector, tables * ENTRY - range].entries())
    header.writeUInt16BE(field, 4 + 2 * i);
  return header;
}

function entryOf(tag: string, data: Buffer, offset: number): Buffer {
  const entry = Buffer.alloc(ENTRY);
  entry.write(tag, 'latin1');
  for (const [i, field] of [checksumOf(data), offset, data.length].entries()) entry.writeUInt32BE(field, 4 + 4 * i);
  return entry;
}

/** The file with these tables. */
export function fontFile(tables: Tables): Buffer {
  const sorted = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const entries: Buffer[] = [];
  let offset = HEADER + sorted.length * ENTRY;
  for (const [tag, data] of sorted) {
    entries.push(entryOf(tag, data, offset));
    offset += padded(data).length;
  }
  return Buffer.concat([headerOf(sorted.length), ...entries, ...sorted.map(([, data]) => padded(data))]);
}

/** A table that a font must have. Throws an `Error` where it has not. */
export function tableOf(tables: Tables, tag: string): Buffer {
  const table = tables.get(tag);
  if (!table) throw new Error(`a font without the table ${tag}`);
  return table;
}
