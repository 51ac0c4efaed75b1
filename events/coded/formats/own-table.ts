/** Rows of any table, whose columns a mapping names. */
import { dateIn, noDate, type DateOrder } from '../cell-dates.js';
import { idIn, isNothing, lineIn, linkIn, publisherIn } from '../cells.js';
import type { Mapping } from '../mapping.js';
import { actorOf, type ReadRow, type RowFault } from '../row.js';
import { namedColumns, needed, optional, type CellOf, type ReadAs, type TableReader } from './named-columns.js';

type Field = keyof NonNullable<Mapping['columns']>;

interface Own {
  /** With which the ids of its reports begin. */
  readonly prefix: string;
  readonly columns: Readonly<Record<Field, string | undefined>>;
  readonly dates: DateOrder | undefined;
}

function rowOf(cell: CellOf<Field>, { prefix, columns, dates }: Own): ReadRow {
  const wrong = (field: Field): RowFault => ({
    column: columns[field] ?? field,
    fault: noDate(cell(field), 'date, such as 2023-10-09'),
  });
  const occurredAt = dateIn(cell('date'), dates);
  if (occurredAt === undefined) return wrong('date');
  const reportedAt = isNothing(cell('reportedAt')) ? occurredAt : dateIn(cell('reportedAt'), dates);
  if (reportedAt === undefined) return wrong('reportedAt');
  return {
    id: isNothing(cell('id')) ? undefined : idIn(prefix, cell('id')),
    code: cell('code'),
    pairs: [[actorOf(cell('actor1')), actorOf(cell('actor2'))]],
    occurredAt,
    reportedAt,
    publisher: publisherIn(cell('publisher')),
    url: linkIn(cell('url')),
    text: lineIn(cell('text'), 4000),
  };
}

/** @param mapping one that has columns */
export function ownRows(
  head: readonly string[],
  { name, columns }: Mapping,
  { dates }: ReadAs,
): TableReader | RowFault {
  if (!columns) return { fault: `the mapping ${name} names no columns` };
  const { date, actor1, actor2, code, id, reportedAt, publisher, url, text } = columns;
  const given = { id, reportedAt, publisher, url, text };
  const found = {
    date: needed(date),
    actor1: needed(actor1),
    actor2: needed(actor2),
    code: needed(code),
    ...Object.fromEntries(
      Object.entries(given).map(([field, column]) => [field, column === undefined ? optional() : needed(column)]),
    ),
  } as Record<Field, ReturnType<typeof needed>>;
  const own = { prefix: name, columns: columns as Own['columns'], dates };
  return namedColumns(head, found, (cell) => rowOf(cell, own));
}
