/**
 * Rows of CAMEO codes below a head, between tabs or commas. Source: Boschee and others, “ICEWS Coded Event Data”, Harvard
 * Dataverse, doi:10.7910/DVN/28075, and a reader of it (andybega/icews, inst/extdata and read_events_tsv.R); Althaus and
 * others, “Cline Center Historical Phoenix Event Data”, its variables. What has no head is read as phoenix.ts says.
 */
import { calendarDayIn, noDate, type DateOrder } from '../cell-dates.js';
import { idIn, isNothing, linkIn, publisherIn } from '../cells.js';
import { actorOf, type ReadRow, type RowFault } from '../row.js';
import {
  hasColumns,
  namedColumns,
  needed,
  optional,
  type CellOf,
  type ReadAs,
  type TableReader,
} from './named-columns.js';
import { isPhoenix, phoenixTable } from './phoenix.js';

const COLUMNS = {
  id: optional('Event ID', 'EventID', 'eid'),
  date: needed('Event Date', 'Date', 'story_date'),
  year: optional('Year'),
  month: optional('Month'),
  day: optional('Day'),
  code: needed('CAMEO Code', 'CAMEOCode', 'EventCode', 'Code'),
  source: needed('Source Name', 'Source', 'SourceActorFull'),
  sourceCountry: optional('Source Country', 'source_root', 'SourceActorEntity'),
  target: needed('Target Name', 'Target', 'TargetActorFull'),
  targetCountry: optional('Target Country', 'target_root', 'TargetActorEntity'),
  publisher: optional('Publisher', 'NewsSources'),
  url: optional('URLs', 'SOURCEURL'),
} as const;

type Cell = CellOf<keyof typeof COLUMNS>;

/** The day; in files that say it in numbers of their own as well, these stand for one that may be read in two ways. */
function dayOf(cell: Cell, dates: DateOrder | undefined): string | undefined {
  const [year, month, day] = [cell('year'), cell('month'), cell('day')];
  return calendarDayIn(cell('date'), dates) ?? (day === '' ? undefined : calendarDayIn(`${year}-${month}-${day}`));
}

function rowOf(cell: Cell, prefix: string, dates: DateOrder | undefined): ReadRow {
  const day = dayOf(cell, dates);
  if (day === undefined) return { column: 'Event Date', fault: noDate(cell('date'), 'date, such as 2014-03-21') };
  const id = cell('id');
  return {
    // The same Event ID stands in rows of several days.
    id: isNothing(id) ? undefined : idIn(prefix, `${id}-${day.replaceAll('-', '')}`),
    code: cell('code').replace(/\.0$/, ''),
    pairs: [[actorOf(cell('source'), cell('sourceCountry')), actorOf(cell('target'), cell('targetCountry'))]],
    occurredAt: day,
    reportedAt: day,
    publisher: publisherIn(cell('publisher')),
    url: linkIn(cell('url')),
  };
}

/** Whose data it is. Rows of codes that no column gives away are nobody's in particular. */
function originOf(head: readonly string[]): string {
  if (hasColumns(head, 'Event Text', 'Source Name')) return 'ICEWS';
  return hasColumns(head, 'eid') || hasColumns(head, 'SourceActorFull') ? 'Phoenix' : 'CAMEO';
}

/** @param as between tabs a date of three numbers begins with the month, as in the file of 2017 that ICEWS published */
export function cameoRows(head: readonly string[], { dates, isTabbed }: ReadAs): TableReader | RowFault {
  if (isPhoenix(head)) return phoenixTable;
  const origin = originOf(head);
  const order = dates ?? (isTabbed && origin === 'ICEWS' ? 'mdy' : undefined);
  const table = namedColumns(head, COLUMNS, (cell) => rowOf(cell, origin.toLowerCase(), order));
  return 'fault' in table ? table : { ...table, origin };
}
