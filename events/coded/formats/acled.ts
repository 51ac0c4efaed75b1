/** Rows of an export of ACLED, below a head. Source: “ACLED Codebook”, table of columns. */
import { calendarDayIn, dayIn, noDate, type DateOrder } from '../cell-dates.js';
import { idIn, isNothing, lineIn, publisherIn, wholeNumberIn } from '../cells.js';
import { actorOf, type ReadRow, type RowFault } from '../row.js';
import { namedColumns, needed, optional, type CellOf, type ReadAs, type TableReader } from './named-columns.js';

const COLUMNS = {
  id: needed('event_id_cnty', 'data_id'),
  date: needed('event_date'),
  precision: optional('time_precision'),
  code: needed('sub_event_type', 'event_type'),
  type: optional('event_type'),
  actor1: needed('actor1'),
  actor2: needed('actor2'),
  source: optional('source'),
  notes: optional('notes'),
  timestamp: optional('timestamp'),
} as const;

type Cell = CellOf<keyof typeof COLUMNS>;

const DAY = 24 * 60 * 60 * 1000;
const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** A day; with precision 2 any day of the weeks around it, with 3 the month. */
function happened(day: string, precision: string): string {
  const time = Date.parse(day);
  if (precision === '3') return day.slice(0, 7);
  return precision === '2' ? `${dayAt(time - 6 * DAY)}/${dayAt(time + 6 * DAY)}` : day;
}

/** When ACLED published it, mostly in seconds since 1970; else the day of the event. */
function published(timestamp: string, day: string): string | undefined {
  if (isNothing(timestamp)) return day;
  const seconds = wholeNumberIn(timestamp) ?? '';
  if (!/^\d{9,11}$/.test(seconds)) return dayIn(timestamp);
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

function rowOf(cell: Cell, dates: DateOrder | undefined): ReadRow {
  const id = idIn('acled', cell('id'));
  if (id === undefined) return { column: 'event_id_cnty', fault: 'is needed' };
  const day = calendarDayIn(cell('date'), dates);
  if (day === undefined)
    return { column: 'event_date', fault: noDate(cell('date'), 'day, such as 2023-10-09 or 9 October 2023') };
  const reportedAt = published(cell('timestamp'), day);
  if (reportedAt === undefined)
    return { column: 'timestamp', fault: 'is no number of seconds since 1970, and no date' };
  return {
    id,
    code: cell('code') || cell('type'),
    pairs: [[actorOf(cell('actor1')), actorOf(cell('actor2'))]],
    occurredAt: happened(day, cell('precision')),
    reportedAt,
    publisher: publisherIn(cell('source')),
    text: lineIn(cell('notes'), 4000),
  };
}

export const acledRows = (head: readonly string[], { dates }: ReadAs): TableReader | RowFault =>
  namedColumns(head, COLUMNS, (cell) => rowOf(cell, dates));
