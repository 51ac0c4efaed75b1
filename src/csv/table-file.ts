/** A file that somebody says is a table: its first line, and all of it as UTF-8, whatever encoding it is in. */
import { Buffer } from 'node:buffer';
import { problem, type Problem } from '../../answers/problem.js';
import { bytesOf, LONGEST, type Chunks } from '../json/text-lines.js';

export interface TableFile {
  /** The first that is not blank, without a byte order mark. */
  readonly firstLine: string;
  /** UTF-8. */
  readonly chunks: Chunks;
}

const NEWLINE = 0x0a;

/** Blank lines may stand above the first row. */
const BLANKS: ReadonlySet<number | undefined> = new Set([NEWLINE, 0x0d, 0x20]);

/** Where the first line that is not blank begins and ends; −1 where its end has not come yet. */
function firstLineIn(head: Buffer): { readonly start: number; readonly end: number } {
  let start = 0;
  while (BLANKS.has(head[start])) start += 1;
  return { start, end: head.indexOf(NEWLINE, start) };
}

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

async function* following(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** @param chunks cut anywhere */
export async function tableFile(
  chunks: Chunks,
  { isLatin1 }: { readonly isLatin1: boolean },
): Promise<TableFile | { readonly problem: Problem }> {
  const all = bytesOf(chunks)[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (firstLineIn(head).end === -1 && head.length <= LONGEST) {
    const next = await all.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const encoding = encodingOf(head, isLatin1);
  const { start, end } = firstLineIn(head);
  const line = head.subarray(start, end === -1 ? head.length : end);
  const wrong = noText(head) ?? (!encoding.startsWith('utf-16') && line.includes(0) ? NUL : undefined);
  if (wrong) {
    await all.return(undefined);
    return { problem: wrong };
  }
  const bytes = following(head, all);
  const firstLine = new TextDecoder(encoding).decode(line).replace(/\r$/, '');
  return { firstLine, chunks: encoding === 'utf-8' ? bytes : decoded(bytes, encoding) };
}
