/** Tables whose columns are found by the names in their first row. */
import type { DateOrder } from '../cell-dates.js';
import type { ReadRow, RowFault } from '../row.js';

/** The cell of a column of a row, without white space around it; empty where the table has no such column. */
export type CellOf<C extends string> = (column: C) => string;

const comparableName = (name: string): string =>
  name
    .replace(/^\uFEFF?(?:#!)?/, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ');

/** As programs write names that may hold no blanks: `Event.Date` (R), `EventDate`. */
const joinedName = (name: string): string => comparableName(name).replaceAll(/[ .-]+/g, '');

/** Where a column stands, by its name; else by that without blanks; of two with one name the first. */
function placesIn(head: readonly string[]): (name: string) => number | undefined {
  const by = (form: (name: string) => string) => new Map(head.map((name, i) => [form(name), i] as const).toReversed());
  const [named, joined] = [by(comparableName), by(joinedName)];
  return (name) => named.get(comparableName(name)) ?? joined.get(joinedName(name));
}

/** Whether a head has all of these columns. */
export const hasColumns = (head: readonly string[], ...names: readonly string[]): boolean => {
  const at = placesIn(head);
  return names.every((name) => at(name) !== undefined);
};

/** A column by the names that it has had, the newest first. */
export interface Column {
  readonly names: readonly string[];
  readonly isNeeded: boolean;
}

export const needed = (...names: readonly string[]): Column => ({ names, isNeeded: true });
export const optional = (...names: readonly string[]): Column => ({ names, isNeeded: false });

export type RowReader = (cells: readonly string[]) => ReadRow;

/** What the head of a table does not say. */
export interface ReadAs {
  /** How dates of three numbers are to be read. */
  readonly dates?: DateOrder | undefined;
  /** Between tabs, as most datasets are published; else it comes from a spreadsheet or a database. */
  readonly isTabbed: boolean;
}

/** How the rows of a table are read. */
export interface TableReader {
  readonly read: RowReader;
  /** Whose data the columns show it to be; undefined: the usual one's of the format. */
  readonly origin?: string | undefined;
  /** Its first row is one like the others. */
  readonly isHeadless?: boolean;
}

/** Whether something stands behind the last column. */
export const holdsMore = (cells: readonly string[], columns: number): boolean =>
  cells.length > columns && cells.slice(columns).some((cell) => cell.trim() !== '');

/**
 * How to read the rows below this head, or why they cannot be read.
 * @param read makes a row of its cells
 */
export function namedColumns<C extends string>(
  head: readonly string[],
  columns: Readonly<Record<C, Column>>,
  read: (cell: CellOf<C>) => ReadRow,
): TableReader | RowFault {
  const at = placesIn(head);
  const placeOf = ({ names }: Column): number => names.map(at).find((i) => i !== undefined) ?? -1;
  const entries = Object.entries<Column>(columns);
  const places = new Map(entries.map(([column, of]) => [column, placeOf(of)]));
  const missing = entries.filter(([column, { isNeeded }]) => isNeeded && places.get(column) === -1);
  if (missing.length > 0) {
    const names = missing.map(([, of]) => of.names[0]).join(', ');
    return { fault: `the first row names no column ${names}: nothing of the table can be read` };
  }
  const row: RowReader = (cells) => {
    if (cells.length < head.length || holdsMore(cells, head.length))
      return { fault: `has ${cells.length} columns, and the first row ${head.length}` };
    return read((column) => cells[places.get(column) ?? -1]?.trim() ?? '');
  };
  return { read: row };
}
