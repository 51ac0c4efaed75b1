/** A file that somebody says is a table, as UTF-8, whatever encoding it is in. */
import { Buffer } from 'node:buffer';
import { problem, type Problem } from '../../answers/problem.js';
import { bytesOf, type Chunks } from '../json/text-lines.js';
import { following, tableHead, type TableHead } from './table-head.js';

/** By so many bytes it says what it is. */
const SIGNATURE = 4;

const startsWith = (bytes: Buffer, ...first: readonly number[]): boolean => first.every((byte, i) => bytes[i] === byte);

/** Why this is no text, by its first bytes; undefined where it may be. */
function noText(head: Buffer): Problem | undefined {
  const wrong = (is: string) => problem('invalid-request', `the file is ${is}`);
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04))
    return wrong('a ZIP archive, or a workbook: unpack it first, or save the sheet as “CSV UTF-8”');
  if (startsWith(head, 0x1f, 0x8b)) return wrong('compressed (gzip): unpack it first');
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return wrong('a workbook: save the sheet as “CSV UTF-8”');
  return undefined;
}

const NUL = problem('invalid-request', 'the file is UTF-16, or no text: save it as UTF-8');

/** What it is in: a byte order mark says so better than people. */
function encodingOf(head: Buffer, isLatin1: boolean): string {
  if (startsWith(head, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(head, 0xfe, 0xff)) return 'utf-16be';
  // What is called Latin-1 has the quotation marks of Windows where Latin-1 has nothing.
  return isLatin1 && !startsWith(head, 0xef, 0xbb, 0xbf) ? 'windows-1252' : 'utf-8';
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** @param chunks cut anywhere */
export async function tableFile(
  chunks: Chunks,
  { isLatin1 }: { readonly isLatin1: boolean },
): Promise<TableHead | { readonly problem: Problem }> {
  const all = bytesOf(chunks);
  let signature = Buffer.alloc(0);
  while (signature.length < SIGNATURE) {
    const next = await all.next();
    if (next.done) break;
    signature = Buffer.concat([signature, next.value]);
  }
  const encoding = encodingOf(signature, isLatin1);
  const bytes = following(signature, all);
  const wrong = noText(signature);
  const head = wrong ? undefined : await tableHead(encoding === 'utf-8' ? bytes : decoded(bytes, encoding));
  if (head && (encoding.startsWith('utf-16') || !head.firstLine.includes(0))) return head;
  await all.return(undefined);
  return { problem: wrong ?? NUL };
}
