/** An answer as a person reads it: lines, headings and tables, before a terminal gives them a width and colours. */

export type Cell = string | number | null | undefined;

export interface Grid {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Heading {
  readonly heading: string;
}

export type Layout = readonly (string | Heading | Grid)[];

/** A table under a heading; nothing where it would have no rows. */
export const section = (heading: string, head: readonly string[], rows: Grid['rows']): Layout =>
  rows.length === 0 ? [] : [{ heading }, { head, rows }];

/** A table, or a line that says why there is none. */
export const gridOrLine = (none: string, head: readonly string[], rows: Grid['rows']): Layout =>
  rows.length === 0 ? [none] : [{ head, rows }];
