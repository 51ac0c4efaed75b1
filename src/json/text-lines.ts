/** A stream of bytes as lines of text, however the bytes are cut into chunks. */
import { Buffer } from 'node:buffer';
import { problem, type Problem } from '../../answers/problem.js';

/**
 * The longest line, in bytes, where nobody says otherwise: that of an event which was posted as the longest body, with the
 * metadata that an export adds.
 */
export const LONGEST = 1024 * 1024 + 16 * 1024;

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/** A line that is not blank, by its number from 1; or why it cannot be read. */
export type TextLine =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly problem: Problem };

export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

const tooLong = (longest: number): Problem => problem('payload-too-large', `the line is longer than ${longest} bytes`);
const notUtf8 = (): Problem => problem('invalid-json', 'the line is not UTF-8');

/** The line under way: kept in pieces, and no longer kept once it is too long. */
class Pieces {
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(private readonly longest: number) {}

  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > this.longest) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  /** The line's bytes, or null where it was too long; then begins the next. */
  take(): Uint8Array | null {
    const line = this.#length > this.longest ? null : this.#joined();
    this.#pieces = [];
    this.#length = 0;
    return line;
  }

  #joined(): Uint8Array {
    const [only] = this.#pieces;
    return only && this.#pieces.length === 1 ? only : Buffer.concat(this.#pieces);
  }
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Chunks of text may cut a character in two, like chunks of bytes. */
export async function* bytesOf(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let half = '';
  for await (const chunk of chunks) {
    if (typeof chunk !== 'string') yield chunk;
    else {
      const text = half + chunk;
      half = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.slice(-1) : '';
      yield Buffer.from(half ? text.slice(0, -1) : text);
    }
  }
  if (half) yield Buffer.from(half);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function read(bytes: Uint8Array | null, line: number, longest: number): TextLine {
  if (!bytes) return { line, problem: tooLong(longest) };
  try {
    const text = decoder.decode(bytes);
    return { line, text: line === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
  } catch {
    return { line, problem: notUtf8() };
  }
}

const isBlank = (line: TextLine): boolean => 'text' in line && line.text.trim() === '';

/** The lines that are not blank. One that cannot be read does not stop those after it. */
export async function* textLines(chunks: Chunks, longest = LONGEST): AsyncGenerator<TextLine> {
  const pieces = new Pieces(longest);
  let number = 0;
  const next = () => read(pieces.take(), (number += 1), longest);
  for await (const chunk of bytesOf(chunks)) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      pieces.add(chunk.subarray(start, end));
      start = end + 1;
      const line = next();
      if (!isBlank(line)) yield line;
    }
    pieces.add(chunk.subarray(start));
  }
  const last = next();
  if (!isBlank(last)) yield last;
}
