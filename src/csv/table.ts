/** Tables that are only read, by people and by spreadsheets. */
import { stringify } from 'csv-stringify/sync';
import { guarded, isNull } from '../../answers/csv/guard.js';

type Cell = string | number | null | undefined;

/** A row for each, under the names of the columns. Texts are guarded: a spreadsheet takes some of them for formulas. */
export const csvTable = <C extends string>(
  columns: readonly C[],
  rows: readonly { readonly [K in C]?: Cell }[],
): string =>
  stringify([...rows], {
    columns: [...columns],
    cast: { string: (text, { header }) => (header || text === '' ? text : guarded(text, isNull)) },
    header: true,
    record_delimiter: 'windows',
  });
