/** The rows of a coded file, of any format: where the columns stand is found in its first row. */
import type { DateOrder } from '../../../events/coded/cell-dates.js';
import { acledRows } from '../../../events/coded/formats/acled.js';
import { cameoRows } from '../../../events/coded/formats/cameo.js';
import { gdeltRows } from '../../../events/coded/formats/gdelt.js';
import type { ReadAs, RowReader, TableReader } from '../../../events/coded/formats/named-columns.js';
import { ownRows } from '../../../events/coded/formats/own-table.js';
import { polecatRows } from '../../../events/coded/formats/polecat.js';
import type { CodedFormat, Mapping } from '../../../events/coded/mapping.js';
import { isFault, type CodedRow, type RowFault } from '../../../events/coded/row.js';
import { problem, problemOfFields, type Problem } from '../../../answers/problem.js';
import { rowsOfTable, type CsvRow } from '../../csv/csv-rows.js';
import { tableFile } from '../../csv/table-file.js';
import type { TableHead } from '../../csv/table-head.js';
import { unquotedRows } from '../../csv/unquoted-rows.js';
import type { Chunks } from '../../json/text-lines.js';

/** How a first row says that the rows below it are to be read. */
type ReadHead = (head: readonly string[], as: ReadAs) => TableReader | RowFault;

const HEADS: Readonly<Record<Exclude<CodedFormat, 'csv'>, ReadHead>> = {
  gdelt: gdeltRows,
  cameo: cameoRows,
  polecat: polecatRows,
  acled: acledRows,
};

const headOf = (format: CodedFormat, mapping: Mapping | undefined): ReadHead => {
  if (format !== 'csv') return HEADS[format];
  return (head, as) =>
    mapping ? ownRows(head, mapping, as) : { fault: 'plain CSV needs a mapping, which names its columns' };
};

export type NumberedRow =
  | { readonly line: number; readonly row: CodedRow; readonly length: number; readonly origin: string | undefined }
  | { readonly line: number; readonly problem: Problem };

export const problemOfFault = ({ column, fault }: RowFault): Problem =>
  column === undefined
    ? problem('invalid-request', fault)
    : problemOfFields('invalid-request', [{ column, detail: fault }]);

/** What spreadsheets are told to take for text, so that no zero in front is lost: `="040"`. */
const asText = (cell: string): string =>
  cell.startsWith('="') && cell.endsWith('"') && cell.length > 2 ? cell.slice(2, -1).replaceAll('""', '"') : cell;

function numbered(given: CsvRow, read: RowReader, origin: string | undefined): NumberedRow {
  const { line } = given;
  if ('problem' in given) return given;
  const row = read(given.cells.map(asText));
  return isFault(row) ? { line, problem: problemOfFault(row) } : { line, row, length: given.length, origin };
}

/** Where the head cannot be read, nothing behind it can: that is the last row. */
async function* fromHead(
  rows: AsyncIterable<CsvRow>,
  readHead: ReadHead,
  as: ReadAs & { readonly mayHaveNoHead: boolean },
): AsyncGenerator<NumberedRow> {
  let table: TableReader | undefined;
  for await (const given of rows) {
    if (table) yield numbered(given, table.read, table.origin);
    else if ('problem' in given) {
      yield given;
      if (!as.mayHaveNoHead) return;
    } else {
      const found = readHead(given.cells.map(asText), as);
      if ('fault' in found) {
        yield { line: given.line, problem: problemOfFault(found) };
        return;
      }
      table = found;
      if (table.isHeadless) yield numbered(given, table.read, table.origin);
    }
  }
}

const has = (line: string, mark: string): number => line.split(mark).length;
function isTabbed({ firstLine, delimiter }: TableHead): boolean {
  if (delimiter !== undefined) return delimiter === '\t';
  const line = Buffer.from(firstLine).toString('latin1');
  return has(line, '\t') > Math.max(has(line, ','), has(line, ';'));
}

/** Datasets between tabs are published without quotation marks around cells, and have some within. */
function rowsOf(file: TableHead, format: CodedFormat): AsyncIterable<CsvRow> {
  const isOfDataset = format === 'gdelt' || format === 'cameo' || format === 'polecat';
  if (!isOfDataset || !isTabbed(file)) return rowsOfTable(file);
  return unquotedRows(file);
}

export interface CodedTable {
  readonly format: CodedFormat;
  /** That of plain CSV names its columns. */
  readonly mapping: Mapping | undefined;
  readonly isLatin1: boolean;
  readonly dates: DateOrder | undefined;
}

export async function* codedRows(
  chunks: Chunks,
  { format, mapping, isLatin1, dates }: CodedTable,
): AsyncGenerator<NumberedRow> {
  const file = await tableFile(chunks, { isLatin1 });
  if ('problem' in file) yield { line: 1, problem: file.problem };
  else {
    const as = { dates, isTabbed: isTabbed(file), mayHaveNoHead: format === 'gdelt' };
    yield* fromHead(rowsOf(file, format), headOf(format, mapping), as);
  }
}
