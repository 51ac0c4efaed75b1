/** Where a table begins: below a byte order mark, blank lines, comments, and the line by which Excel names what stands between cells. */
import { Buffer } from 'node:buffer';
import { bytesOf, LONGEST, type Chunks } from '../json/text-lines.js';

export interface TableHead {
  /** The number of the first row's first line, from 1. */
  readonly line: number;
  /** Of the first row, as bytes without the end of its line. Empty where there is none. */
  readonly firstLine: Uint8Array;
  /** What stands between cells, where the table says so itself. */
  readonly delimiter: string | undefined;
  /** All from the first row on. Lines end with a line feed, with or without a carriage return before it. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  BYTE_ORDER_MARK.equals(bytes.subarray(0, BYTE_ORDER_MARK.length)) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;

const withLineFeeds = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => (byte === RETURN ? NEWLINE : byte));

/**
 * Without a byte order mark. A file whose first line ends with a carriage return alone, as some programs write it, has line
 * feeds in their place; others stay as they are.
 */
async function* mended(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let first: Buffer | undefined = Buffer.alloc(0);
  let mend = (bytes: Uint8Array): Uint8Array => bytes;
  for await (const chunk of bytesOf(chunks)) {
    if (first === undefined) {
      yield mend(chunk);
      continue;
    }
    first = Buffer.concat([first, chunk]);
    const end = first.findIndex((byte) => byte === NEWLINE || byte === RETURN);
    // Whether a line feed comes next is not known yet.
    if (end === -1 ? first.length <= LONGEST : first[end] === RETURN && end === first.length - 1) continue;
    if (end !== -1 && first[end] === RETURN && first[end + 1] !== NEWLINE) mend = withLineFeeds;
    yield mend(withoutMark(first));
    first = undefined;
  }
  if (first) yield withLineFeeds(withoutMark(first));
}

/** `sep=;`, perhaps in quotation marks, and with further delimiters where the sheet has more columns. */
const SEPARATOR = /^"?sep=([^"])/i;

/** A name of a column may begin with the sign as well: then it stands beside others. */
const isComment = (line: string): boolean => line.startsWith('#') && (/^#[#\s]/.test(line) || !/[,;\t]/.test(line));

/** @param chunks UTF-8, or bytes of which each row is looked at by itself; cut anywhere */
export async function tableHead(chunks: Chunks): Promise<TableHead> {
  const all = mended(chunks);
  let head = Buffer.alloc(0);
  let line = 1;
  let delimiter: string | undefined;
  for (;;) {
    const end = head.indexOf(NEWLINE);
    const next = end === -1 && head.length <= LONGEST ? await all.next() : undefined;
    if (next && !next.done) {
      head = Buffer.concat([head, next.value]);
      continue;
    }
    const firstLine = head.subarray(0, end === -1 ? head.length : end);
    const text = firstLine.toString('latin1').replace(/\r$/, '');
    const separator = line === 1 ? SEPARATOR.exec(text)?.[1] : undefined;
    const isAbove = separator !== undefined || text.trim() === '' || isComment(text);
    if (end === -1 || !isAbove) return { line, firstLine, delimiter, chunks: following(head, all) };
    head = head.subarray(end + 1);
    line += 1;
    delimiter = separator ?? delimiter;
  }
}

/** Bytes that were looked at, and those behind them. */
export async function* following(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
