/**
 * Rows of POLECAT, coded by PLOVER, below a head. Source: Scarborough and others, “POLECAT Weekly Data”, Harvard Dataverse,
 * doi:10.7910/DVN/AJGVIT, and its codebook.
 */
import { dayIn, idIn, isNothing, publisherIn } from '../cells.js';
import { ploverCode } from '../plover.js';
import { actorOf, type Actor, type ReadRow, type RowFault } from '../row.js';
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

/** Whoever has no country is paired with nobody. */
const withCountry = (name: string, country: string): Actor => ({
  ...actorOf(name, country),
  group: isNothing(country) ? '' : country,
});

function rowOf(cell: Cell): ReadRow {
  const id = idIn('polecat', cell('id'));
  if (id === undefined) return { column: 'Event ID', fault: 'is needed' };
  const day = dayIn(cell('date'));
  if (day === undefined) return { column: 'Event Date', fault: 'is no date, such as 2023-10-09' };
  const published = isNothing(cell('published')) ? day : dayIn(cell('published'));
  if (published === undefined) return { column: 'Publication Date', fault: 'is no date, such as 2023-10-09' };
  return {
    id,
    code: ploverCode(cell('type'), isNothing(cell('mode')) ? '' : cell('mode')),
    actors: [
      withCountry(cell('actor'), cell('actorCountry')),
      withCountry(cell('recipient'), cell('recipientCountry')),
    ],
    occurredAt: day,
    reportedAt: published,
    publisher: publisherIn(cell('source')),
  };
}

export const polecatRows = (head: readonly string[]): RowReader | RowFault => namedColumns(head, COLUMNS, rowOf);
