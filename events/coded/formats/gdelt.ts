/**
 * Rows of GDELT 2 event files: 61 columns between tabs, without a head. Source: “The GDELT Event Database Data Format
 * Codebook V2.0” (2015).
 */
import { dayIn, lineIn, linkIn, publisherIn, siteOf } from '../cells.js';
import type { Actor, ReadRow } from '../row.js';

const COLUMNS = 61;

/** Where a column stands, from 0. An actor's columns begin at 5 and at 15. */
const AT = { id: 0, day: 1, actor1: 5, actor2: 15, code: 26, added: 59, url: 60 } as const;
/** Within an actor's columns. */
const OF_ACTOR = { code: 0, name: 1, country: 2, group: 3, ethnic: 4 } as const;

function actorAt(cells: readonly string[], first: number): Actor {
  const cell = (column: keyof typeof OF_ACTOR): string => cells[first + OF_ACTOR[column]] ?? '';
  const [code, country, group, ethnic] = [cell('code'), cell('country'), cell('group'), cell('ethnic')];
  const keys = [code, group, ethnic, country].filter((key) => key !== '');
  return { keys, group: country || group || code, name: lineIn(cell('name'), 120) ?? code };
}

/** Reads one row. */
export function gdeltRow(cells: readonly string[]): ReadRow {
  const first = cells[AT.id] ?? '';
  if (/^globaleventid$/i.test(first.replace(/^\uFEFF/, '')))
    return { fault: 'is a head, which files of GDELT 2 do not have' };
  if (cells.length !== COLUMNS) return { fault: `has ${cells.length} columns; a row of GDELT 2 has ${COLUMNS}` };
  if (!/^\d{1,20}$/.test(first)) return { column: 'GLOBALEVENTID', fault: 'is no number' };
  const [day, added] = [dayIn(cells[AT.day] ?? ''), dayIn(cells[AT.added] ?? '')];
  if (day === undefined) return { column: 'SQLDATE', fault: 'is no date, such as 20231009' };
  if (added === undefined) return { column: 'DATEADDED', fault: 'is no date and time, such as 20231009131500' };
  const place = cells[AT.url] ?? '';
  const url = linkIn(place);
  return {
    id: `gdelt-${first}`,
    code: (cells[AT.code] ?? '').trim(),
    actors: [actorAt(cells, AT.actor1), actorAt(cells, AT.actor2)],
    occurredAt: day,
    reportedAt: added,
    publisher: url === undefined ? publisherIn(place) : siteOf(url),
    url,
  };
}
