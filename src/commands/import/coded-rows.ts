/** The rows of a coded file, of any format: where the columns stand is found in its first row, where the format has a head. */
import { acledRows } from '../../../events/coded/formats/acled.js';
import { cameoRows } from '../../../events/coded/formats/cameo.js';
import { gdeltRow } from '../../../events/coded/formats/gdelt.js';
import type { RowReader } from '../../../events/coded/formats/named-columns.js';
import { ownRows } from '../../../events/coded/formats/own-table.js';
import { polecatRows } from '../../../events/coded/formats/polecat.js';
import type { CodedFormat, Mapping } from '../../../events/coded/mapping.js';
import { isFault, type CodedRow, type RowFault } from '../../../events/coded/row.js';
import { problem, problemOfFields, type Problem } from '../../../answers/problem.js';
import { csvRows, type CsvRow } from '../../csv/csv-rows.js';
import { unquotedRows } from '../../csv/unquoted-rows.js';
import type { Chunks } from '../../json/text-lines.js';

/** How a head says that the rows below it are to be read. */
type ReadHead = (head: readonly string[]) => RowReader | RowFault;

const HEADS: Readonly<Record<Exclude<CodedFormat, 'gdelt' | 'csv'>, ReadHead>> = {
  cameo: cameoRows,
  polecat: polecatRows,
  acled: acledRows,
};

export type NumberedRow =
  | { readonly line: number; readonly row: CodedRow; readonly length: number }
  | { readonly line: number; readonly problem: Problem };

export const problemOfFault = ({ column, fault }: RowFault): Problem =>
  column === undefined
    ? problem('invalid-request', fault)
    : problemOfFields('invalid-request', [{ column, detail: fault }]);

function numbered(given: CsvRow, read: RowReader): NumberedRow {
  const { line } = given;
  if ('problem' in given) return given;
  const row = read(given.cells);
  return isFault(row) ? { line, problem: problemOfFault(row) } : { line, row, length: given.length };
}

/** Where the head cannot be read, nothing behind it can: that is the last row. */
async function* belowHead(rows: AsyncIterable<CsvRow>, readHead: ReadHead): AsyncGenerator<NumberedRow> {
  let reader: RowReader | undefined;
  for await (const given of rows) {
    if (reader) yield numbered(given, reader);
    else if ('problem' in given) {
      yield given;
      return;
    } else {
      const found = readHead(given.cells);
      if ('fault' in found) {
        yield { line: given.line, problem: problemOfFault(found) };
        return;
      }
      reader = found;
    }
  }
}

async function* withoutHead(rows: AsyncIterable<CsvRow>): AsyncGenerator<NumberedRow> {
  for await (const given of rows) yield numbered(given, gdeltRow);
}

/** @param mapping that of plain CSV names its columns */
export function codedRows(
  chunks: Chunks,
  format: CodedFormat,
  mapping: Mapping | undefined,
): AsyncIterable<NumberedRow> {
  if (format === 'gdelt') return withoutHead(unquotedRows(chunks));
  if (format !== 'csv') return belowHead(csvRows(chunks), HEADS[format]);
  return belowHead(csvRows(chunks), (head) =>
    mapping ? ownRows(head, mapping) : { fault: 'plain CSV needs a mapping, which names its columns' },
  );
}

/** Text in Latin-1 as the same text in UTF-8: in Latin-1 each byte is a character. */
export async function* fromLatin1(chunks: Chunks): AsyncGenerator<string> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
}
