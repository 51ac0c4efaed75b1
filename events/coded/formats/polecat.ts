/**
 * Rows of POLECAT, coded by PLOVER, below a head. Source: Scarborough and others, “POLECAT Weekly Data”, Harvard Dataverse,
 * doi:10.7910/DVN/AJGVIT, and its codebook.
 */
import { dayIn, idIn, isNothing, lineIn } from '../cells.js';
import { ploverCode } from '../plover.js';
import type { Actor, ReadRow, RowFault } from '../row.js';
import { namedColumns, needed, optional, type CellOf, type RowReader } from './named-columns.js';

const COLUMNS = {
  id: needed('Event ID'),
  date: needed('Event Date'),
  type: needed('Event Type'),
  mode: optional('Event Mode'),
  actor: needed('Actor Name'),
  actorCountry: needed('Actor Country'),
  recipient: needed('Recipient Name'),
  recipientCountry: needed('Recipient Country'),
  source: optional('Source'),
  published: optional('Publication Date'),
} as const;

type Cell = CellOf<keyof typeof COLUMNS>;

function actorOf(name: string, country: string): Actor {
  const keys = [name, country].filter((key) => !isNothing(key));
  return { keys, group: isNothing(country) ? '' : country, name: lineIn(keys[0] ?? '', 120) ?? '' };
}

function rowOf(cell: Cell): ReadRow {
  const id = idIn('polecat', cell('id'));
  if (id === undefined) return { column: 'Event ID', fault: 'is needed' };
  const day = dayIn(cell('date'));
  if (day === undefined) return { column: 'Event Date', fault: 'is no date, such as 2023-10-09' };
  const published = isNothing(cell('published')) ? day : dayIn(cell('published'));
  if (published === undefined) return { column: 'Publication Date', fault: 'is no date, such as 2023-10-09' };
  const source = cell('source');
  return {
    id,
    code: ploverCode(cell('type'), isNothing(cell('mode')) ? '' : cell('mode')),
    actors: [actorOf(cell('actor'), cell('actorCountry')), actorOf(cell('recipient'), cell('recipientCountry'))],
    occurredAt: day,
    reportedAt: published,
    publisher: isNothing(source) ? undefined : lineIn(source, 200),
  };
}

export const polecatRows = (head: readonly string[]): RowReader | RowFault => namedColumns(head, COLUMNS, rowOf);
