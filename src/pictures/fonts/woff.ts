/** Fonts as the web ships them: WOFF 1.0 (W3C) holds the tables of a font of OpenType, each compressed. */
import { inflateSync } from 'node:zlib';
import type { Tables } from './tables.js';

/** Bytes of the header, and of an entry of the directory. */
const HEADER = 44;
const ENTRY = 20;

function tableAt(woff: Buffer, at: number): readonly [tag: string, data: Buffer] {
  const [offset = 0, packed = 0, length = 0] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field));
  const data = woff.subarray(offset, offset + packed);
  // A table that would not have become smaller stands as it is.
  return [woff.toString('latin1', at, at + 4), packed < length ? inflateSync(data) : data];
}

/** The tables in a WOFF 1.0 file. Throws an `Error` for anything else. */
export function tablesInWoff(woff: Buffer): Tables {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('no WOFF 1.0 font');
  return new Map(Array.from({ length: woff.readUInt16BE(12) }, (_, i) => tableAt(woff, HEADER + i * ENTRY)));
}
