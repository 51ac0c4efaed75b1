/** The entries of a file that is to be imported, each with the line on which it begins, as the interface numbers them. */

export type Format = 'csv' | 'ndjson';

export interface FileRecord {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export interface FileContent {
  readonly format: Format;
  /** The first row of a table, with its line end; empty for lines of JSON. */
  readonly head: string;
  readonly records: readonly FileRecord[];
}

/** Lines of JSON begin with a brace; a table does not. */
export const formatOf = (name: string, text: string): Format =>
  /\.csv$/i.test(name) || !/^\uFEFF?\s*\{/.test(text) ? 'csv' : 'ndjson';

const isBlank = ({ text }: FileRecord): boolean => /^[\s,;]*$/.test(text);

function* linesIn(text: string): Generator<FileRecord> {
  let [start, line] = [0, 1];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    yield { line, text: text.slice(start, end) };
    [start, line] = [end + 1, line + 1];
  }
  yield { line, text: text.slice(start) };
}

const quotesIn = (text: string): number => text.split('"').length - 1;

/** Rows go over several lines where a line break stands in quotation marks. */
function* rowsIn(text: string): Generator<FileRecord> {
  let open: FileRecord | undefined;
  for (const { line, text: more } of linesIn(text)) {
    const row: FileRecord = open ? { line: open.line, text: `${open.text}\n${more}` } : { line, text: more };
    open = quotesIn(row.text) % 2 === 1 ? row : undefined;
    if (!open) yield row;
  }
  if (open) yield open;
}

const withoutReturn = ({ line, text }: FileRecord): FileRecord => ({ line, text: text.replace(/\r$/, '') });

/** @param text the whole file */
export function contentOf(name: string, text: string): FileContent {
  const format = formatOf(name, text);
  const bare = text.replace(/^\uFEFF/, '');
  const all = [...(format === 'csv' ? rowsIn(bare) : linesIn(bare))].map(withoutReturn);
  const [first, ...rest] = all;
  if (format === 'ndjson') return { format, head: '', records: all.filter((record) => !isBlank(record)) };
  return { format, head: first ? `${first.text}\n` : '', records: rest.filter((record) => !isBlank(record)) };
}

/** Records as the body of a request, and for each line of it the line of the file. */
export function bodyOf(
  head: string,
  records: readonly FileRecord[],
): { readonly text: string; readonly lineOf: (line: number) => number } {
  const starts: number[] = [];
  let line = head === '' ? 1 : 2;
  for (const { text } of records) {
    starts.push(line);
    line += text.split('\n').length;
  }
  const text = head + records.map((record) => `${record.text}\n`).join('');
  const at = new Map(starts.map((start, i) => [start, records[i]?.line ?? start]));
  return { text, lineOf: (sent) => at.get(sent) ?? 1 };
}
