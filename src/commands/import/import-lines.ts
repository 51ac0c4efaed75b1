/** What is imported, line by line, whatever form it comes in. */
import { Header } from '../../../answers/csv/row.js';
import { problemOfFields, type Problem } from '../../../answers/problem.js';
import { csvRows } from '../../csv/csv-rows.js';
import { parseStrictly } from '../../json/strict-json.js';
import { textLines, type Chunks } from '../../json/text-lines.js';
import { Refused } from '../../problems/refused.js';
import type { CodedCounts } from './coded-counts.js';
import { inLine, readLineValue, readStoryLine, type ReadLine } from './story-line.js';

export type ImportFormat = 'ndjson' | 'csv';

export interface NumberedLine {
  /** From 1; of a row that goes over several lines the first. */
  readonly line: number;
  /** In characters; 0 where it could not be read. */
  readonly length: number;
  readonly read: ReadLine | PassedOver;
}

/** A row that is counted, and not recorded. */
export interface PassedOver {
  readonly passedOver: true;
}

export interface ImportLines {
  readonly lines: AsyncIterable<NumberedLine>;
  /** A problem with an event's data as one with the line that states it. */
  readonly placed: (problem: Problem) => Problem;
  /** Of a coded file: what of it is not recorded. */
  readonly coded?: CodedCounts;
}

async function* storyLines(chunks: Chunks): AsyncGenerator<NumberedLine> {
  for await (const given of textLines(chunks)) {
    if ('problem' in given) yield { line: given.line, length: 0, read: given };
    else yield { line: given.line, length: given.text.length, read: readStoryLine(given.text) };
  }
}

function jsonInCell(text: string, wasStored: boolean): ReturnType<Parameters<Header['lineOf']>[1]> {
  try {
    return { value: parseStrictly(text, { exactNumbers: !wasStored }) };
  } catch (error) {
    if (error instanceof Refused) return { wrong: `begins like JSON, and is ${error.problem.detail}` };
    throw error;
  }
}

/** The rows of a table. Where its head is wrong that is told first, and then of each row that rests on it. */
class Table implements ImportLines {
  #header: Header | undefined;
  readonly lines: AsyncIterable<NumberedLine>;

  constructor(chunks: Chunks) {
    this.lines = this.#read(chunks);
  }

  placed = (problem: Problem): Problem => this.#header?.placed(problem) ?? problem;

  async *#read(chunks: Chunks): AsyncGenerator<NumberedLine> {
    for await (const given of csvRows(chunks)) {
      const { line } = given;
      if ('problem' in given) yield { line, length: 0, read: { problem: given.problem } };
      else if (this.#header) yield { line, length: given.length, read: this.#lineOf(this.#header, given.cells) };
      else {
        this.#header = new Header(given.cells);
        const { errors } = this.#header;
        if (errors.length > 0)
          yield { line, length: given.length, read: { problem: problemOfFields('invalid-request', errors) } };
      }
    }
  }

  #lineOf(header: Header, cells: readonly string[]): ReadLine {
    const stated = header.lineOf(cells, jsonInCell);
    if ('problem' in stated) return stated;
    const read = readLineValue(stated);
    return 'problem' in read ? { problem: header.placed(read.problem) } : read;
  }
}

/** @param chunks UTF-8, cut anywhere */
export const linesOf = (chunks: Chunks, format: ImportFormat): ImportLines =>
  format === 'csv' ? new Table(chunks) : { lines: storyLines(chunks), placed: inLine };
