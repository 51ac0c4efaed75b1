/**
 * Rows of Phoenix as the Open Event Data Alliance published them: 26 or 27 columns between tabs, without a head. Source: its
 * readers (00krishna/phoxy, R/ingest_phoenix.R and others), which name the columns.
 */
import { calendarDayIn } from '../cell-dates.js';
import { idIn, lineIn, linkIn, siteOf } from '../cells.js';
import { actorOf, type ReadRow } from '../row.js';
import type { TableReader } from './named-columns.js';

const COLUMNS: ReadonlySet<number> = new Set([26, 27]);

/** Where a column stands, from 0. Of actors: the whole code, and the country or organization in it. */
const AT = { id: 0, day: 1, source: 5, sourceEntity: 6, target: 9, targetEntity: 10, code: 13, url: 24 } as const;

/** Whether this is a row of it, and no head. */
export const isPhoenix = (cells: readonly string[]): boolean =>
  COLUMNS.has(cells.length) && /^\d{8}$/.test(cells[AT.day] ?? '') && /^\d{2,4}$/.test(cells[AT.code] ?? '');

function row(cells: readonly string[]): ReadRow {
  if (!COLUMNS.has(cells.length)) return { fault: `has ${cells.length} columns; a row of Phoenix has 26 or 27` };
  const cell = (column: keyof typeof AT): string => cells[AT[column]]?.trim() ?? '';
  const day = calendarDayIn(cell('day'));
  if (day === undefined) return { column: 'Date', fault: 'is no date, such as 20140620' };
  // Several addresses stand in one cell.
  const url = linkIn(cell('url').split(';', 1)[0] ?? '');
  return {
    // They are counted anew each day.
    id: idIn('phoenix', `${cell('id')}-${cell('day')}`),
    code: cell('code'),
    pairs: [[actorOf(cell('source'), cell('sourceEntity')), actorOf(cell('target'), cell('targetEntity'))]],
    occurredAt: day,
    reportedAt: day,
    publisher: url === undefined ? lineIn(cell('url'), 200) : siteOf(url),
    url,
  };
}

export const phoenixTable: TableReader = { read: row, origin: 'Phoenix', isHeadless: true };
