/** The table `name` of a font. */

/** Of the name: its family, its subfamily, its full name, and its name in PostScript. */
const NAME_IDS = [1, 2, 4, 6] as const;
const HEADER = 6;
const RECORD = 12;

/** Windows, Unicode, American English: what every reader of fonts looks for. */
const PLATFORM = 3;
const ENCODING = 1;
const LANGUAGE = 0x0409;

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

function namesOf(family: string, bold: boolean): readonly string[] {
  const style = bold ? 'Bold' : 'Regular';
  return [family, style, `${family} ${style}`, `${family.replaceAll(' ', '')}-${style}`];
}

/** The table for a font of this family. */
export function nameTable(family: string, bold: boolean): Buffer {
  const texts = namesOf(family, bold).map(utf16);
  const head = Buffer.alloc(HEADER + RECORD * texts.length);
  head.writeUInt16BE(texts.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  for (const [i, text] of texts.entries()) {
    const fields = [PLATFORM, ENCODING, LANGUAGE, NAME_IDS[i] ?? 0, text.length, offset];
    for (const [j, field] of fields.entries()) head.writeUInt16BE(field, HEADER + RECORD * i + 2 * j);
    offset += text.length;
  }
  return Buffer.concat([head, ...texts]);
}
