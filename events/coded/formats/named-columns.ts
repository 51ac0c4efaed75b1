/** Tables whose columns are found by the names in their first row. */
import type { ReadRow, RowFault } from '../row.js';

/** The cell of a column of a row, without white space around it; empty where the table has no such column. */
export type CellOf<C extends string> = (column: C) => string;

const comparableName = (name: string): string =>
  name
    .replace(/^\uFEFF?(?:#!)?/, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ');

/** A column by the names that it has had, the newest first. */
export interface Column {
  readonly names: readonly string[];
  readonly isNeeded: boolean;
}

export const needed = (...names: readonly string[]): Column => ({ names, isNeeded: true });
export const optional = (...names: readonly string[]): Column => ({ names, isNeeded: false });

export type RowReader = (cells: readonly string[]) => ReadRow;

/**
 * How to read the rows below this head, or why they cannot be read.
 * @param read makes a row of its cells
 */
export function namedColumns<C extends string>(
  head: readonly string[],
  columns: Readonly<Record<C, Column>>,
  read: (cell: CellOf<C>) => ReadRow,
): RowReader | RowFault {
  const at = new Map(head.map((name, i) => [comparableName(name), i]));
  const placeOf = ({ names }: Column): number =>
    names.map((name) => at.get(comparableName(name))).find((i) => i !== undefined) ?? -1;
  const entries = Object.entries<Column>(columns);
  const places = new Map(entries.map(([column, of]) => [column, placeOf(of)]));
  const missing = entries.filter(([column, { isNeeded }]) => isNeeded && places.get(column) === -1);
  if (missing.length > 0) {
    const names = missing.map(([, of]) => of.names[0]).join(', ');
    return { fault: `the first row names no column ${names}: nothing of the table can be read` };
  }
  return (cells) => {
    if (cells.length !== head.length) return { fault: `has ${cells.length} columns, and the first row ${head.length}` };
    return read((column) => cells[places.get(column) ?? -1]?.trim() ?? '');
  };
}
