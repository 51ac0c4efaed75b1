/** A stream of bytes as the rows of a table (RFC 4180), however the bytes are cut into chunks. Memory stays bounded. */
import { Buffer, isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse';
import { problem, type Problem } from '../../answers/problem.js';
import { LONGEST, type Chunks } from '../json/text-lines.js';
import { tableHead, type TableHead } from './table-head.js';

/** A row that is not blank, by the line on which it begins, from 1; or why it cannot be read. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[]; readonly length: number }
  | { readonly line: number; readonly problem: Problem };

const NEWLINE = 0x0a;

/** How many ends of lines are kept although the parser has passed them. */
const MOST_PASSED = 10_000;

/** Where lines end in what has been handed to the parser, which counts a line break in quotation marks twice. */
class LineEnds {
  #ends: number[] = [];
  /** How many of them are behind the parser. */
  #passed = 0;
  #seen = 0;
  #lastEnd = 0;
  #line;

  /** @param line the number of the first */
  constructor(line: number) {
    this.#line = line;
  }

  /** @returns false where a line has no end: the parser would gather cells for ever */
  see(chunk: Uint8Array): boolean {
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1))
      this.#end(this.#seen + at + 1);
    this.#seen += chunk.length;
    return this.#seen - this.#lastEnd <= LONGEST;
  }

  #end(at: number): void {
    this.#ends.push(at);
    this.#lastEnd = at;
  }

  /** The line behind so many bytes, which grow from call to call. */
  lineAfter(bytes: number): number {
    while ((this.#ends[this.#passed] ?? Number.POSITIVE_INFINITY) <= bytes) {
      this.#passed += 1;
      this.#line += 1;
    }
    if (this.#passed > MOST_PASSED) {
      this.#ends = this.#ends.slice(this.#passed);
      this.#passed = 0;
    }
    return this.#line;
  }
}

/** Spreadsheets write semicolons where commas stand in numbers, and some write tabs. No name of a column has either. */
const DELIMITERS = [',', ';', '\t'] as const;

function delimiterOf({ firstLine, delimiter: told }: TableHead): string {
  if (told !== undefined) return told;
  const line = Buffer.from(firstLine).toString('latin1');
  const count = (delimiter: string) => line.split(delimiter).length;
  return DELIMITERS.reduce<string>((best, other) => (count(other) > count(best) ? other : best), ',');
}

const NOT_UTF8 = problem('invalid-request', 'the row is not UTF-8: save the table as “CSV UTF-8”');

const BEYOND_ASCII = /[\x80-\xFF]/;

/** The text of a cell that was read byte by byte; null where it is not UTF-8. */
function textOf(cell: string): string | null {
  if (!BEYOND_ASCII.test(cell)) return cell;
  const bytes = Buffer.from(cell, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

/** What the parser has made of a row. */
interface Parsed {
  readonly record: readonly string[];
  /** All that it has taken up to the end of the row. */
  readonly bytes: number;
}

function rowOf(line: number, { record }: Parsed): CsvRow {
  const cells = record.map(textOf);
  const length = record.reduce((sum, cell) => sum + cell.length, 0);
  return cells.every((cell) => cell !== null) ? { line, cells, length } : { line, problem: NOT_UTF8 };
}

const isBlank = ({ record }: Parsed): boolean => record.every((cell) => cell === '');

const NOT_READ_FURTHER = 'the table is not read any further';

const ROW_TOO_LONG = problem('payload-too-large', `the row is longer than ${LONGEST} bytes; ${NOT_READ_FURTHER}`);
const NOT_CLOSED = problem('invalid-request', `a quotation mark is not closed; ${NOT_READ_FURTHER}`);

function problemOf(error: unknown): Problem {
  if (!(error instanceof CsvError)) throw error;
  return error.code === 'CSV_MAX_RECORD_SIZE' ? ROW_TOO_LONG : NOT_CLOSED;
}

/** The parser, chunk by chunk. Its own stream would lose the rows before an error. */
class Parser {
  #rows: Parsed[] = [];
  readonly #stream;

  constructor(delimiter: string) {
    const onRecord = (record: readonly string[], { bytes }: { readonly bytes: number }): null => {
      this.#rows.push({ record, bytes });
      return null;
    };
    // As Latin-1 each byte is a character: so a row that is not UTF-8 does not spoil the others.
    const options = { encoding: 'latin1', relax_column_count: true, relax_quotes: true } as const;
    this.#stream = parse({ ...options, delimiter, max_record_size: LONGEST, on_record: onRecord });
    // It is told by `take` as well.
    this.#stream.on('error', () => {});
  }

  /** The rows that this chunk completes, and the error that ends the table. Without a chunk: those that the end completes. */
  async take(chunk?: Uint8Array): Promise<{ readonly rows: readonly Parsed[]; readonly error?: unknown }> {
    const error = await new Promise<unknown>((done) => {
      if (chunk) this.#stream.write(chunk, done);
      else this.#stream.end(done);
    });
    const rows = this.#rows;
    this.#rows = [];
    return error ? { rows, error } : { rows };
  }
}

/** The chunks, and `undefined` for the end. */
async function* withEnd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | undefined> {
  yield* chunks;
  yield undefined;
}

/**
 * The rows that are not blank. Where a quotation mark is not closed, or a row is too long, nothing behind it can be told
 * apart: that is the last row.
 */
export async function* rowsOfTable(head: TableHead): AsyncGenerator<CsvRow> {
  let { line } = head;
  const ends = new LineEnds(line);
  const parser = new Parser(delimiterOf(head));
  for await (const chunk of withEnd(head.chunks)) {
    const isEndless = chunk !== undefined && !ends.see(chunk);
    const { rows, error } = await parser.take(chunk);
    for (const parsed of rows) {
      if (!isBlank(parsed)) yield rowOf(line, parsed);
      line = ends.lineAfter(parsed.bytes);
    }
    const problemFound = isEndless ? ROW_TOO_LONG : error === undefined ? undefined : problemOf(error);
    if (!problemFound) continue;
    yield { line, problem: problemFound };
    return;
  }
}

/** The same of a table whose head is still to be found. */
export async function* csvRows(chunks: Chunks): AsyncGenerator<CsvRow> {
  yield* rowsOfTable(await tableHead(chunks));
}
