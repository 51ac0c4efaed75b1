/** The files in a packed tar archive: a header of 512 bytes, then the content, filled up to whole blocks. */
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;
const textAt = (header: Buffer, from: number, length: number): string =>
  header.toString('utf8', from, from + length).replace(/\0.*$/s, '');

export function tarEntries(packed: Buffer): { readonly name: string; readonly content: Buffer }[] {
  const tar = gunzipSync(packed);
  const entries: { name: string; content: Buffer }[] = [];
  for (let at = 0; tar[at];) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(textAt(header, 124, 12), 8);
    entries.push({ name: textAt(header, 0, 100), content: tar.subarray(at + BLOCK, at + BLOCK + size) });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}
