/**
 * Rows of CAMEO codes below a head, between tabs or commas: ICEWS. Source: Boschee and others, “ICEWS Coded Event Data”,
 * Harvard Dataverse, doi:10.7910/DVN/28075, with its “BBN ACCENT Event Coding” notes.
 */
import { dayIn, idIn, isNothing, publisherIn } from '../cells.js';
import { actorOf, type ReadRow, type RowFault } from '../row.js';
import { namedColumns, needed, optional, type CellOf, type RowReader } from './named-columns.js';

const COLUMNS = {
  id: optional('Event ID'),
  date: needed('Event Date', 'Date'),
  code: needed('CAMEO Code', 'EventCode', 'Code'),
  source: needed('Source Name', 'Source'),
  sourceCountry: optional('Source Country'),
  target: needed('Target Name', 'Target'),
  targetCountry: optional('Target Country'),
  text: optional('Event Text'),
  publisher: optional('Publisher'),
} as const;

type Cell = CellOf<keyof typeof COLUMNS>;

function rowOf(cell: Cell): ReadRow {
  const day = dayIn(cell('date'));
  if (day === undefined) return { column: 'Event Date', fault: 'is no date, such as 2014-03-21' };
  const id = cell('id');
  return {
    // The same Event ID stands in rows of several days.
    id: isNothing(id) ? undefined : idIn('icews', `${id}-${day.replaceAll('-', '')}`),
    code: cell('code'),
    actors: [actorOf(cell('source'), cell('sourceCountry')), actorOf(cell('target'), cell('targetCountry'))],
    occurredAt: day,
    reportedAt: day,
    publisher: publisherIn(cell('publisher')),
  };
}

export const cameoRows = (head: readonly string[]): RowReader | RowFault => namedColumns(head, COLUMNS, rowOf);
