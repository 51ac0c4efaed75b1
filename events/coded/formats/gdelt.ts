/**
 * Rows of GDELT event files: 61 columns between tabs, without a head. Source: “The GDELT Event Database Data Format Codebook
 * V2.0” (2015); of GDELT 1, with 58 columns, and 57 before April 2013, “GDELT Data Format Codebook V1.03” (2013). What comes
 * out of a database or a program has a head with the same names.
 */
import { calendarDayIn, dayIn } from '../cell-dates.js';
import { lineIn, linkIn, publisherIn, siteOf, wholeNumberIn } from '../cells.js';
import type { Actor, ReadRow, RowFault } from '../row.js';
import {
  hasColumns,
  holdsMore,
  namedColumns,
  needed,
  optional,
  type CellOf,
  type TableReader,
} from './named-columns.js';

const ACTOR = ['Code', 'Name', 'CountryCode', 'KnownGroupCode', 'EthnicCode'] as const;
type ActorColumn = `Actor${1 | 2}${(typeof ACTOR)[number]}`;
type Column = 'GLOBALEVENTID' | 'SQLDATE' | ActorColumn | 'EventCode' | 'DATEADDED' | 'SOURCEURL';

const actorPlaces = (actor: 1 | 2, first: number) =>
  Object.fromEntries(ACTOR.map((column, i) => [`Actor${actor}${column}`, first + i])) as Record<ActorColumn, number>;

/** By how many columns there are, where `DATEADDED` stands, from 0: GDELT 2 has one column more for each of three places. */
const PLACES: ReadonlyMap<number, number> = new Map([
  [61, 59],
  [58, 56],
  [57, 56],
]);

const columnsOf = (actor: 1 | 2): readonly ActorColumn[] => ACTOR.map((column) => `Actor${actor}${column}` as const);
const ACTOR_1 = columnsOf(1);
const ACTOR_2 = columnsOf(2);

function actorIn(cell: CellOf<Column>, columns: readonly ActorColumn[]): Actor {
  const [code = '', name = '', country = '', group = '', ethnic = ''] = columns.map(cell);
  const keys = [code, group, ethnic, country].filter((key) => key !== '');
  return { keys, group: country || group || code, name: lineIn(name, 120) ?? code };
}

function placesIn(columns: number): Readonly<Record<Column, number>> {
  const dateAdded = PLACES.get(columns) ?? 59;
  const ends = { DATEADDED: dateAdded, SOURCEURL: dateAdded + 1 };
  return { GLOBALEVENTID: 0, SQLDATE: 1, ...actorPlaces(1, 5), ...actorPlaces(2, 15), EventCode: 26, ...ends };
}

function rowOf(cell: CellOf<Column>): ReadRow {
  const id = wholeNumberIn(cell('GLOBALEVENTID'));
  if (id === undefined || id.length > 20) return { column: 'GLOBALEVENTID', fault: 'is no number' };
  const day = calendarDayIn(cell('SQLDATE'));
  if (day === undefined) return { column: 'SQLDATE', fault: 'is no date, such as 20231009' };
  const added = cell('DATEADDED');
  const reportedAt = added === '' ? day : dayIn(added);
  if (reportedAt === undefined) return { column: 'DATEADDED', fault: 'is no date and time, such as 20231009131500' };
  const place = cell('SOURCEURL');
  const url = linkIn(place);
  return {
    id: `gdelt-${id}`,
    code: cell('EventCode').replace(/\.0$/, ''),
    pairs: [[actorIn(cell, ACTOR_1), actorIn(cell, ACTOR_2)]],
    occurredAt: day,
    reportedAt,
    publisher: url === undefined ? publisherIn(place) : siteOf(url),
    url,
  };
}

/** How the rows of a file without a head are read: with as many columns as the first, which may end with tabs too many. */
function headless(first: readonly string[]): TableReader {
  const isAsLong = (columns: number): boolean => first.length >= columns && !holdsMore(first, columns);
  const columns = PLACES.has(first.length) ? first.length : ([...PLACES.keys()].find(isAsLong) ?? 61);
  const places = placesIn(columns);
  const read = (cells: readonly string[]): ReadRow => {
    if (cells.length < columns || holdsMore(cells, columns))
      return { fault: `has ${cells.length} columns, in place of ${columns}` };
    return rowOf((column) => cells[places[column]]?.trim() ?? '');
  };
  return { read, isHeadless: true };
}

const NAMED = {
  GLOBALEVENTID: needed('GLOBALEVENTID'),
  SQLDATE: needed('SQLDATE'),
  EventCode: needed('EventCode'),
  Actor1Code: needed('Actor1Code'),
  Actor2Code: needed('Actor2Code'),
  ...Object.fromEntries(
    ([1, 2] as const).flatMap((actor) =>
      ACTOR.slice(1).map((column) => [`Actor${actor}${column}`, optional(`Actor${actor}${column}`)]),
    ),
  ),
  DATEADDED: optional('DATEADDED'),
  SOURCEURL: optional('SOURCEURL'),
} as Readonly<Record<Column, ReturnType<typeof optional>>>;

/** @param first the first row, which is a head where a program has written one */
export const gdeltRows = (first: readonly string[]): TableReader | RowFault =>
  hasColumns(first, 'GLOBALEVENTID') ? namedColumns(first, NAMED, rowOf) : headless(first);
