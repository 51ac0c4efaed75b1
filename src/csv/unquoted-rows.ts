/** Rows of tables between tabs in which quotation marks mean nothing: each line is a row, so that one that is broken spoils no other. */
import { problem } from '../../answers/problem.js';
import { textLines } from '../json/text-lines.js';
import type { CsvRow } from './csv-rows.js';
import type { TableHead } from './table-head.js';

const NOT_UTF8 = problem('invalid-request', 'the line is not UTF-8: name its encoding, or save it as UTF-8');

/** Some programs put quotation marks around what has none. */
function unwrapped(cell: string): string {
  const isWrapped = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
  return isWrapped ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

function cellsOf(text: string): string[] {
  const cells = text.replace(/\r$/, '').split('\t');
  return text.includes('"') ? cells.map(unwrapped) : cells;
}

/** The rows that are not blank. Quotation marks around a cell are left out, as some programs write them; within cells they mean nothing. */
export async function* unquotedRows(head: TableHead): AsyncGenerator<CsvRow> {
  for await (const given of textLines(head.chunks)) {
    const line = head.line - 1 + given.line;
    if ('problem' in given) yield { line, problem: given.problem.code === 'invalid-json' ? NOT_UTF8 : given.problem };
    else yield { line, cells: cellsOf(given.text), length: given.text.length };
  }
}
