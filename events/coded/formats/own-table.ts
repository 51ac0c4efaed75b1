/** Rows of any table, whose columns a mapping names. */
import { dateIn, idIn, isNothing, lineIn, linkIn, publisherIn } from '../cells.js';
import type { Mapping } from '../mapping.js';
import { actorOf, type ReadRow, type RowFault } from '../row.js';
import { namedColumns, needed, optional, type CellOf, type RowReader } from './named-columns.js';

type Field = keyof NonNullable<Mapping['columns']>;

function rowOf(cell: CellOf<Field>, prefix: string, columns: Readonly<Record<Field, string | undefined>>): ReadRow {
  const wrong = (field: Field, fault: string): RowFault => ({ column: columns[field] ?? field, fault });
  const occurredAt = dateIn(cell('date'));
  if (occurredAt === undefined) return wrong('date', 'is no date, such as 2023-10-09');
  const reportedAt = isNothing(cell('reportedAt')) ? occurredAt : dateIn(cell('reportedAt'));
  if (reportedAt === undefined) return wrong('reportedAt', 'is no date, such as 2023-10-09');
  return {
    id: isNothing(cell('id')) ? undefined : idIn(prefix, cell('id')),
    code: cell('code'),
    actors: [actorOf(cell('actor1')), actorOf(cell('actor2'))],
    occurredAt,
    reportedAt,
    publisher: publisherIn(cell('publisher')),
    url: linkIn(cell('url')),
    text: lineIn(cell('text'), 4000),
  };
}

/** @param mapping one that has columns */
export function ownRows(head: readonly string[], { name, columns }: Mapping): RowReader | RowFault {
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
  return namedColumns(head, found, (cell) => rowOf(cell, name, columns as Readonly<Record<Field, string | undefined>>));
}
