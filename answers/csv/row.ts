/** Rows of a table of events as the lines that say the same: `{"type": …, "data": {…}}`, with what an export adds. */
import type { JsonObject } from '../../events/envelope.js';
import { problemOfFields, type FieldError, type Problem } from '../problem.js';
import type { ParseJson } from './cell.js';
import { dataOfCells, type FilledCell } from './cells-of-data.js';
import { ENVELOPE, MOST_COLUMNS, pathOfColumn, unknownColumn, type EnvelopeColumn } from './columns.js';

type Column =
  | { readonly is: 'data'; readonly name: string; readonly path: readonly string[] }
  | { readonly is: 'envelope'; readonly name: EnvelopeColumn }
  | { readonly is: 'unknown'; readonly error: FieldError };

/** What a row says, as a line of NDJSON would. */
export interface RowLine {
  readonly type: string;
  readonly data: JsonObject;
  readonly stream?: string;
  readonly schemaVersion?: number;
  readonly damaged?: string;
}

/** Reads JSON strictly. @param wasStored its numbers are then read as they were stored */
export type ParseCell = (text: string, wasStored: boolean) => ReturnType<ParseJson>;

const columnOf = (name: string): Column => {
  if (ENVELOPE.has(name)) return { is: 'envelope', name: name as EnvelopeColumn };
  const path = pathOfColumn(name);
  return path ? { is: 'data', name, path } : { is: 'unknown', error: unknownColumn(name) };
};

const NAMELESS: Column = { is: 'unknown', error: { detail: 'a value stands in a column without a name' } };

const tooWide = (columns: number): FieldError => ({
  detail: `the table has ${columns} columns, and ${MOST_COLUMNS} are the most`,
});

/** The names that are there more than once, each once. */
function repeated(names: readonly string[]): string[] {
  const [seen, twice] = [new Set<string>(), new Set<string>()];
  for (const name of names) if (name !== '') (seen.has(name) ? twice : seen).add(name);
  return [...twice];
}

/** The first row of a table. */
export class Header {
  readonly #columns: readonly Column[];
  readonly #names: ReadonlySet<string>;
  /** What is wrong with it: columns that there are not, or twice. */
  readonly errors: readonly FieldError[];

  constructor(cells: readonly string[]) {
    const isTooWide = cells.length > MOST_COLUMNS;
    // What is too wide is not looked at.
    const names = isTooWide ? [] : cells.map((name) => name.trim());
    this.#columns = names.map((name) => (name === '' ? NAMELESS : columnOf(name)));
    this.#names = new Set(names);
    this.errors = isTooWide ? [tooWide(cells.length)] : this.#errorsIn(names);
  }

  #errorsIn(names: readonly string[]): FieldError[] {
    return [
      ...(this.#names.has('type') ? [] : [{ column: 'type', detail: 'must be among the columns' }]),
      ...this.#columns.flatMap((column) => (column.is === 'unknown' && column !== NAMELESS ? [column.error] : [])),
      ...repeated(names).map((column) => ({ column, detail: 'is there twice' })),
    ];
  }

  /** The line that a row states, or what is wrong with its cells. */
  lineOf(cells: readonly string[], parse: ParseCell): RowLine | { readonly problem: Problem } {
    const filled: FilledCell[] = [];
    const envelope = new Map<EnvelopeColumn, string>();
    const errors: FieldError[] = [];
    cells.forEach((cell, i) => {
      const column = this.#columns[i] ?? NAMELESS;
      if (cell === '') return;
      if (column.is === 'data') filled.push({ column: column.name, path: column.path, cell });
      else if (column.is === 'envelope') envelope.set(column.name, cell);
      else errors.push(column.error);
    });
    if (errors.length > 0) return { problem: problemOfFields('invalid-request', errors) };
    return this.#stated(envelope, filled, parse);
  }

  #stated(
    envelope: ReadonlyMap<EnvelopeColumn, string>,
    filled: readonly FilledCell[],
    parse: ParseCell,
  ): RowLine | { readonly problem: Problem } {
    const type = (envelope.get('type') ?? '').trim();
    const [whole, stream] = [envelope.get('data'), envelope.get('stream')];
    const own: ParseJson = (text) => parse(text, stream !== undefined);
    const read = whole === undefined ? dataOfCells(type, filled, own) : wholeData(whole, filled, own);
    if ('errors' in read) return { problem: problemOfFields('invalid-request', read.errors) };
    if (stream === undefined) return { type, data: read.data };
    const damaged = envelope.get('damaged');
    const schemaVersion = Number(envelope.get('schemaVersion') ?? Number.NaN);
    return { type, data: read.data, stream, schemaVersion, ...(damaged === undefined ? {} : { damaged }) };
  }

  /** A problem with the line that a row states as one with the row: the columns are named. */
  placed(problem: Problem): Problem {
    const { errors } = problem;
    if (!errors || errors.some(({ pointer }) => pointer === undefined)) return problem;
    return problemOfFields(
      problem.code,
      errors.map((error) => ({ ...error, column: this.#columnAt(error.pointer ?? '') })),
    );
  }

  /** The column of the deepest part of a path that has one; else the path itself. */
  #columnAt(pointer: string): string {
    const path = pointer.split('/').slice(1);
    const within = path[0] === 'data' && path.length > 1 ? path.slice(1) : path;
    for (let length = within.length; length > 0; length -= 1) {
      const name = within.slice(0, length).join('.');
      if (this.#names.has(name)) return name;
    }
    return within.join('.');
  }
}

const DATA = { column: 'data' } as const;

function wholeData(cell: string, filled: readonly FilledCell[], parse: ParseJson): ReturnType<typeof dataOfCells> {
  if (filled.length > 0) return { errors: [{ ...DATA, detail: 'is given, and so are columns for its fields' }] };
  const read = cell.startsWith('{') ? parse(cell) : { wrong: 'must be an object in JSON' };
  return 'wrong' in read ? { errors: [{ ...DATA, detail: read.wrong }] } : { data: read.value as JsonObject };
}
