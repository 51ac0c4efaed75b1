/** The layout of a printed answer: lines, headings and tables, without width and colours. */

/** A cell of a table; null and undefined are empty. */
export type Cell = string | number | null | undefined;

/** A table. */
export interface Grid {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A heading above what follows. */
export interface Heading {
  readonly heading: string;
}

/** From top to bottom. */
export type Layout = readonly (string | Heading | Grid)[];

/** A table under a heading; nothing where it has no rows. */
export const section = (heading: string, head: readonly string[], rows: Grid['rows']): Layout =>
  rows.length === 0 ? [] : [{ heading }, { head, rows }];

/** A table; where it has no rows, a line in its place. */
export const gridOrLine = (none: string, head: readonly string[], rows: Grid['rows']): Layout =>
  rows.length === 0 ? [none] : [{ head, rows }];
